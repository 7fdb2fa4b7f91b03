namespace Trasa.Activities.Mail.Mime;

/// <summary>Something in a message that is not as the standards want it; the message was read all the same.</summary>
/// <param name="Where">"header Subject", "part 1.2" or "message".</param>
/// <param name="What">What is wrong and what the reader made of it, for a person.</param>
public readonly record struct MimeDefect(string Where, string What);
