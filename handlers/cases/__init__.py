"""The complaint desk (举报件办理): what the office and the units do with a complaint."""
