"""What people see; knows no client and no database."""
