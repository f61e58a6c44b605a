/// What to do about a proxy that is on the way, and how to go past it.
struct ProxyAdvice {
  /// What is the matter with a proxy.
  enum Trouble {
    /// Nobody answers there.
    case isAbsent
    /// It asks for a user and a password, or for others.
    case wantsLogin
    /// It does not get to the server.
    case findsNoServer
    /// It does not let the address through.
    case refuses
  }

  /// Its host and its port.
  var proxy: String
  /// What is typed to go past it.
  var straight: String
  /// What to start with to keep the environment's proxy off the way; nil where `--proxy` named it.
  var exception: String?

  /// What to type; without a trouble the proxy may be what fails.
  func text(about trouble: Trouble?) -> String {
    "\(cure(of: trouble)); to go past it: \(straight)"
      + (exception.map { ", or start with \($0)" } ?? "")
  }

  private func cure(of trouble: Trouble?) -> String {
    switch trouble {
    case .isAbsent?: "is there a proxy of HTTP at \(proxy), and does it run?"
    case .wantsLogin?:
      "give the proxy \(proxy) a user and a password in its URL (help proxies)"
    case .findsNoServer?:
      "the proxy \(proxy) does not get to the server: does its address mean the same there?"
    case .refuses?: "ask who runs the proxy \(proxy) to let this address through"
    case nil: "the proxy \(proxy) is on the way and may be what fails"
    }
  }
}
