"""The assistant: conversations of employees with documents, through the gate."""
