/// Lines with an address that holds a secret, each with a mistake for which it is refused.
package enum MistypedAddress {
  /// The host of all of them.
  package static let host = "127.0.0.1"

  /// The lines, with that secret as the password.
  package static func lines(with secret: String) -> [String] {
    let place = "root:\(secret)@\(host)"
    return [
      "connect source htps://\(place):1", "connect source http://\(place):one",
      "connect source \(place):70000", "connect source http://\(place):1/a/b",
      "connect soruce http://\(place):1", "conect source http://\(place):1",
      "connect source --uri http://\(place):1", "http://\(place):1",
    ]
  }
}
