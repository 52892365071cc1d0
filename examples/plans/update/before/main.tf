resource "terraform_data" "server" {
  input = {
    name   = "web"
    size   = 2
    tags   = { team = "platform", owner = "alice" }
    script = <<-EOT
      #!/bin/sh
      set -eu
      apt-get update
      apt-get install --yes nginx
      systemctl enable --now nginx
      echo done
    EOT
  }
}

output "size" {
  value = terraform_data.server.output.size
}
