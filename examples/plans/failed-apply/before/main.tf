resource "terraform_data" "database" {
  input            = "postgres 14"
  triggers_replace = 14
}

resource "terraform_data" "cache" {
  triggers_replace = 6
  provisioner "local-exec" {
    when    = destroy
    command = "echo 'the cache is still in use' >&2; exit 1"
  }
}
