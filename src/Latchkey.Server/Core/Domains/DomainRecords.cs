using DnsClient;
using DnsClient.Protocol;

namespace Latchkey.Server.Core.Domains;

/// <summary>What the DNS says of a domain, asked anew each time: who has just set a record would be told of an old answer.</summary>
internal sealed class DomainRecords(ServerSettings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lazy<LookupClient> client = new(() => new LookupClient(Options(settings)), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The texts at a name; none where there are none, or nobody answers.</summary>
    public async Task<IReadOnlyList<string>> Texts(string name, CancellationToken ct)
    {
        try
        {
            var answer = await client.Value.QueryAsync(name, QueryType.TXT, QueryClass.IN, ct);
            return [.. answer.Answers.OfType<TxtRecord>().Select(record => string.Concat(record.Text))];
        }
        catch (Exception unanswered) when (unanswered is DnsResponseException or InvalidOperationException)
        {
            return [];                                                 // nobody answers, or the machine asks nobody
        }
    }

    private static LookupClientOptions Options(ServerSettings settings)
    {
        var options = settings.NameServer is { } server ? new LookupClientOptions(server) : new LookupClientOptions();
        (options.UseCache, options.Timeout, options.Retries, options.ThrowDnsErrors) = (false, Patience, 1, false);
        return options;
    }
}
