"""What people see: view state and wording, without Qt."""
