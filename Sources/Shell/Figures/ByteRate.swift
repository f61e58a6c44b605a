internal import ArgumentParser

/// Bytes per second as users type them: `10MB/s`, `512 KiB/s`.
package struct ByteRate: Sendable, Equatable, ExpressibleByArgument {
  /// At least one.
  package let bytesPerSecond: Double

  /// Reads a number, a unit of 1000s or 1024s of bytes, and `/s`, which may be left out.
  package init?(argument: String) {
    let text = argument.lowercased()
    let size = text.hasSuffix("/s") ? text.dropLast(2) : text[...]
    let digits = size.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = size.dropFirst(digits.count).drop { $0 == " " }
    guard let number = Double(digits), let scale = Self.units[String(unit)],
      number * scale >= 1, number * scale < 1e15
    else { return nil }
    bytesPerSecond = number * scale
  }

  private static let units: [String: Double] = [
    "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "kib": 1024, "mib": 1_048_576, "gib": 1_073_741_824,
  ]
}
