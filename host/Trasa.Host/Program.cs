using Trasa.Host.CommandLine;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stopping.Cancel();
};

return await Commands.RunAsync(args, Console.Out, Console.Error, stopping.Token);
