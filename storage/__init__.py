"""What is remembered: tables, named questions, migrations; SQLite and PostgreSQL alike."""
