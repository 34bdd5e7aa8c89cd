"""The wire form of Microsoft Presidio's analyzer and anonymizer (2.2.366), over our detector."""
