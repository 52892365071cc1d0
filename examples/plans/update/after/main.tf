resource "terraform_data" "server" {
  input = {
    name   = "web"
    size   = 4
    tags   = { team = "platform", stage = "prod" }
    script = <<-EOT
      #!/bin/sh
      set -eu
      apt-get update
      apt-get install --yes nginx curl
      systemctl enable --now nginx
      echo done
    EOT
  }
}

output "size" {
  value = terraform_data.server.output.size
}
