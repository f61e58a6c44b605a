internal import CEditline

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The version of this program.
package enum Version {
  /// Major, minor and patch.
  package static let text = "0.1.0"

  /// The commit that was built; nil where no installation has written it.
  package static var commit: String? {
    let text = String(cString: ce_commit())
    return text.isEmpty ? nil : text
  }

  /// The compiler's version.
  package static var swift: String {
    #if compiler(>=6.4)
      "6.4 or newer"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  /// The line editor's version.
  package static let libedit = "\(LIBEDIT_MAJOR).\(LIBEDIT_MINOR)"

  /// System and processor.
  package static var platform: String {
    var names = utsname()
    guard uname(&names) == 0 else { return "unknown" }
    return "\(text(of: names.sysname)) \(text(of: names.machine))"
  }

  /// All of it, in one line.
  package static var full: String {
    let parts = [
      "commit \(commit ?? "unknown")", "Swift \(swift)", "libedit \(libedit)", platform,
    ]
    return "vecferry \(text) (\(parts.joined(separator: ", ")))"
  }

  private static func text<Field>(of field: Field) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
