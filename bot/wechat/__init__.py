"""What the program asks of the WeChat platform, a noun a file."""
