namespace Trasa.Activities.Http;

internal static class HttpCategory
{
    public const string Name = "HTTP";
}
