/// What a secret is called on the screen and in the names of options.
package enum SecretWord: String, Sendable {
  /// What a cluster takes.
  case token
  /// What the control plane takes.
  case key
}
