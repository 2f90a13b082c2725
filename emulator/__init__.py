"""The WeChat platform (微信公众平台) on loopback, for tests and for trying the product."""
