using Trasa.Activities.Mail.Writing;

namespace Trasa.Activities.Tests.Mail.Writing;

public sealed class FolderMailSenderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-mail-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Second_delivery_replaces_the_file()
    {
        var sender = new FolderMailSender(Path.Combine(_folder, "mail", "out"));

        var first = await sender.SendAsync(MailComposerTests.Sample, TestContext.Current.CancellationToken);
        await sender.SendAsync(MailComposerTests.Sample, TestContext.Current.CancellationToken);
        await sender.SendAsync(MailComposerTests.Sample with { IdempotencyKey = "case-42-registered" }, TestContext.Current.CancellationToken);

        Assert.Equal(MailDeliveryStatus.Sent, first.Status);
        Assert.Equal(2, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
        Assert.Equal("support@trasa.example", RawMail.Read(await File.ReadAllBytesAsync(first.Detail, TestContext.Current.CancellationToken)).From!.Address);
    }

    [Fact]
    public async Task Deliveries_at_once_leave_one_whole_file()
    {
        var sender = new FolderMailSender(_folder);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => sender.SendAsync(MailComposerTests.Sample, TestContext.Current.CancellationToken))));

        Assert.Equal(MailComposer.Compose(MailComposerTests.Sample), await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(_folder)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_is_a_failure_for_now()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);

        var delivery = await new FolderMailSender(Path.Combine(file, "out")).SendAsync(MailComposerTests.Sample, TestContext.Current.CancellationToken);

        Assert.Equal(MailDeliveryStatus.FailedForNow, delivery.Status);
    }
}
