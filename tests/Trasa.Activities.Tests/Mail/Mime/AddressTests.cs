namespace Trasa.Activities.Tests.Mail.Mime;

public sealed class AddressTests
{
    [Theory]
    [InlineData("ana@nordwind.example", "ana@nordwind.example")]
    [InlineData("<ana@Nordwind.EXAMPLE>", "ana@nordwind.example")]
    [InlineData("Ana Pop <ana@nordwind.example>", "Ana Pop <ana@nordwind.example>")]
    [InlineData("\"Pop, Ana\" <ana@nordwind.example>", "Pop, Ana <ana@nordwind.example>")]
    [InlineData("Pop, Ana <ana@nordwind.example>, Jon <jon@x.example>", "Pop, Ana <ana@nordwind.example>|Jon <jon@x.example>")]
    [InlineData("ana@nordwind.example (Ana Pop)", "Ana Pop <ana@nordwind.example>")]
    [InlineData("Ana (the (real) one) <ana@nordwind.example>", "Ana <ana@nordwind.example>")]
    [InlineData("\"Ana \\\"the boss\\\" Pop\" <ana@nordwind.example>", "Ana \"the boss\" Pop <ana@nordwind.example>")]
    [InlineData("Team: ana@x.example, Jon <jon@x.example>;, eva@x.example", "ana@x.example|Jon <jon@x.example>|eva@x.example")]
    [InlineData("Undisclosed recipients:;", "")]
    [InlineData("<@relay.example,@b.example:ana@x.example>", "ana@x.example")]
    [InlineData("=?utf-8?Q?Ioana_M=C4=83rin?= <i@x.example>", "Ioana Mărin <i@x.example>")]
    [InlineData("\"=?utf-8?B?0JjQstCw0L0=?=\" <i@x.example>", "Иван <i@x.example>")]
    [InlineData("=?utf-8?Q?Pop=2C_Ana?= <ana@x.example>", "Pop, Ana <ana@x.example>")]
    [InlineData("'ana@x.example' <ana@x.example>", "ana@x.example")]
    [InlineData("Ana <ana@x.example", "Ana <ana@x.example>")]
    [InlineData("ana @ x.example", "ana@x.example")]
    [InlineData("a@x.example; b@x.example", "a@x.example|b@x.example")]
    [InlineData("\"odd local\"@x.example", "oddlocal@x.example")]
    [InlineData("\"Vasile Rusu <vasile.rusu@x.example>", "Vasile Rusu <vasile.rusu@x.example>")]
    [InlineData("\"Vasile Rusu <v@x.example>\"", "v@x.example")]
    [InlineData("Vasile \"Rusu\", \"unclosed <v@x.example>, eva@x.example", "Vasile Rusu, unclosed <v@x.example>|eva@x.example")]
    [InlineData("Vasile (sales <v@x.example>", "Vasile sales <v@x.example>")]
    [InlineData("ana@x.example (Ana Pop", "Ana Pop <ana@x.example>")]
    [InlineData("nobody, <>, @x.example, x@", "")]
    public void Address_list_is_read(string raw, string expected)
    {
        var mail = RawMail.WithField($"To: {raw}");

        Assert.Equal(expected, string.Join('|', mail.To));
    }

    [Fact]
    public void Several_to_fields_are_one_list()
    {
        var mail = RawMail.Read("To: a@x.example\r\nTo: b@x.example\r\n\r\n");

        Assert.Equal(["a@x.example", "b@x.example"], mail.To.Select(address => address.Address));
    }

    [Fact]
    public void Sender_stands_in_for_an_unreadable_from()
    {
        var mail = RawMail.Read("From: nobody\r\nSender: ana@x.example\r\n\r\n");

        Assert.Equal("ana@x.example", mail.From!.Address);
        Assert.Contains(mail.Defects, defect => defect.Where == "header From");
    }
}
