"""dapipe turns police inspection reports and the news about them into facts that can be printed."""

__version__ = "0.1.0"
