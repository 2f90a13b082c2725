"""The schedule (日程): what the office's rules do by themselves, moment by moment."""
