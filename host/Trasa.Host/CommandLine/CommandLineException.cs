namespace Trasa.Host.CommandLine;

/// <summary>What was typed cannot be done; the message says what would be right.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
