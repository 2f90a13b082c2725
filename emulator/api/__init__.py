"""The platform's HTTP interface (接口), one module per family of calls."""
