internal import ArgumentParser

/// When colour is used.
package enum ColorChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
  case auto, always, never
}
