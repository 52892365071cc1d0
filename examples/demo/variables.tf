# Change a default and run the demo again: the plan shows what follows from it.

variable "name" {
  description = "What the demo builds. Its network, its address and its outputs are named after it."
  type        = string
  default     = "aurora"
}

variable "image" {
  description = "What the server runs. Another image needs another server, so a change replaces it."
  type        = string
  default     = "web-1.4.2"
}

variable "regions" {
  description = "Where the server is reachable."
  type        = list(string)
  default     = ["eu-central-1", "us-east-1"]
}

variable "public" {
  description = "Whether everybody may reach it."
  type        = bool
  default     = true
}

variable "admin_password" {
  description = "Sensitive: no log and no summary shows it."
  type        = string
  default     = "correct-horse-battery-staple"
  sensitive   = true
}
