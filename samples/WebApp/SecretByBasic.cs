using System.Net.Http.Headers;
using System.Text;

/// <summary>
/// The framework's handler sends the app's secret in the form. A web app of Latchkey is registered for HTTP Basic unless told
/// otherwise, and that is what this makes of it (RFC 6749 §2.3.1). An app registered with <c>client_secret_post</c> needs none of this.
/// </summary>
internal sealed class SecretByBasic(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is FormUrlEncodedContent form)
        {
            var fields = Fields(await form.ReadAsStringAsync(cancellationToken));
            if (fields.Remove("client_secret", out var secret) && fields.TryGetValue("client_id", out var id))
            {
                request.Content = new FormUrlEncodedContent(fields);
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));
            }
        }
        return await base.SendAsync(request, cancellationToken);
    }

    private static Dictionary<string, string> Fields(string form) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(form).ToDictionary(field => field.Key, field => field.Value.ToString());
}
