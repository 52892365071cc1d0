output "endpoint" {
  value = "https://v2.example.com"
}

output "ports" {
  value = [443]
}

output "regions" {
  value = { primary = "eu-west-1", replica = "us-east-1" }
}
