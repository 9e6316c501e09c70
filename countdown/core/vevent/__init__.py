"""Events as iCalendar text (RFC 5545)."""
