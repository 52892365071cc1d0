resource "terraform_data" "bucket" {
  count = 7
  input = "logs-${count.index}"
}

resource "terraform_data" "keep" {
  input = "this one stays"
}
