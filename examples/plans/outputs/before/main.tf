output "endpoint" {
  value = "https://v1.example.com"
}

output "ports" {
  value = [80, 443]
}
