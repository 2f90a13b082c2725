"""What people mean (语言理解): pure and fast; the only room that imports jieba."""
