"""Orders: reading the ministry's document into an `Order`, and saying what is wrong with the order itself.

`read` gives a Document whatever the format, `read_order` the recognised and linted Order; `order_json` is the contract
of design section 7. No tables and no domain: numbers, dates and names as the order has them.
"""

from opora.orders.errors import UnreadableOrder
from opora.orders.order import Order, order_json
from opora.orders.readers import read
from opora.orders.reading import read_order

__all__ = ["Order", "UnreadableOrder", "order_json", "read", "read_order"]
