resource "terraform_data" "queue" {
  input = { name = "orders", retention = 14 }
}

resource "terraform_data" "topic" {
  input = terraform_data.queue.id
}
