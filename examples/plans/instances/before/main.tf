resource "terraform_data" "node" {
  count = 25
  input = { zone = "a", size = "small" }
}

resource "terraform_data" "old" {
  count = 12
  input = "old-${count.index}"
}
