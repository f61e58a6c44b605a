#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A PEM file that was named for a connection, looked at before a server is asked.
struct CertificateFile {
  /// What a file has to hold.
  enum Kind: Sendable {
    case certificate, key
  }

  var path: String
  /// The option that named it.
  var option: String

  /// Makes sure that the file can be read and holds what it should.
  ///
  /// - Throws: `UsageError.unreadableFile` or `.badText`, which names the option.
  func check(_ kind: Kind) throws(UsageError) {
    let text = try contents()
    let (hasCertificate, hasKey) = (
      text.contains("-----BEGIN CERTIFICATE-----"), text.contains("PRIVATE KEY-----")
    )
    switch kind {
    case .certificate where !hasCertificate:
      throw wrong(
        hasKey ? "holds a private key and no certificate" : "holds no certificate in PEM form")
    case .key where !hasKey:
      throw wrong(
        hasCertificate ? "holds a certificate and no private key" : "holds no key in PEM form")
    case .key where text.contains("ENCRYPTED"):
      throw wrong("is encrypted", hint: "decrypt it into a file that only you can read")
    case .certificate, .key: return
    }
  }

  private func contents() throws(UsageError) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(errno) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      guard count >= 0 else { throw unreadable(errno) }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    do {
      return try ForeignText.decoded(bytes)
    } catch {
      throw error.error(of: title)
    }
  }

  private var title: String { "the file \"\(path)\" of \(option)" }

  private func unreadable(_ reason: Int32) -> UsageError {
    UsageError(
      .unreadableFile, "\(title) cannot be read: \(SystemReason.text(of: reason))")
  }

  private func wrong(_ what: String, hint: String? = nil) -> UsageError {
    UsageError(
      .badText, "\(title) \(what)",
      hint: hint ?? "--ca and --cert take certificates, --key takes the key of --cert")
  }
}
