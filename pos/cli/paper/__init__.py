"""Commands about printers and paper."""
