resource "terraform_data" "old_name" {
  input = "the same thing"
}

resource "terraform_data" "handed_over" {
  input = "someone else looks after it from now on"
}
