using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Documents.Pdf;

namespace Trasa.Activities.Documents;

public static class DocumentsRegistration
{
    /// <summary>Letters as files.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.TryAddSingleton<IDocumentWriter, PdfWriter>();
        return services;
    }
}
