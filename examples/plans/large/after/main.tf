resource "terraform_data" "record" {
  count = 1500
  input = { name = "record-${count.index}", value = "10.0.${floor(count.index / 256)}.${count.index % 256}", ttl = 300 }
}
