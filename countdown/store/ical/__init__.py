"""iCalendar text (RFC 5545) to events."""
