using System.Text;
using Trasa.Activities.Mail.Mime;
using Trasa.Activities.Mail.Reading;

namespace Trasa.Activities.Tests.Mail;

/// <summary>Messages as text in tests: one character is one byte unless an encoding is named.</summary>
internal static class RawMail
{
    public static ParsedMail Read(string text, MailReaderOptions? options = null) => Read(Encoding.Latin1.GetBytes(text), options);

    public static ParsedMail Read(byte[] bytes, MailReaderOptions? options = null)
    {
        var reading = new MailReader(options ?? new MailReaderOptions()).Read(bytes);
        Assert.Null(reading.Refused);
        return reading.Mail!;
    }

    /// <summary>A plain message with one body.</summary>
    public static ParsedMail WithBody(string fields, byte[] body) =>
        Read([.. Encoding.Latin1.GetBytes($"From: a@nordwind.example\r\nSubject: x\r\n{fields}\r\n\r\n"), .. body]);

    public static ParsedMail WithField(string field) => Read($"{field}\r\n\r\nbody\r\n");

    public static Encoding Charset(string label) => Charsets.Find(label)!;
}
