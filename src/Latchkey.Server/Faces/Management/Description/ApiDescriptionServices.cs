using Microsoft.AspNetCore.OpenApi;

namespace Latchkey.Server.Faces.Management.Description;

internal static class ApiDescriptionServices
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) =>
        services.AddSingleton<ApiDescription>().AddOpenApi(ApiDescription.Document, (OpenApiOptions options) =>
            options.ShouldInclude = route => route.HttpMethod is not ("HEAD" or "OPTIONS") && DescribedRoute.IsDescribed("/" + route.RelativePath));
}
