"""What runs in a process of its own to send one message: it imports what is slow and meets what may hang."""
