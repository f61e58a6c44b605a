public import ArgumentParser
public import MigrationEngine

extension Side: ExpressibleByArgument {}
