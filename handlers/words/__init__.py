"""Every sentence that people read in chat, in notices and on the command line."""
