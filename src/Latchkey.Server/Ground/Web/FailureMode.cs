namespace Latchkey.Server.Ground.Web;

/// <summary>Who is waiting for the answer, and so what a refusal looks like. Every route states one.</summary>
internal enum FailureMode
{
    /// <summary>A person: a page that says what to do.</summary>
    Page,
    /// <summary>A program speaking OAuth: RFC 6749 §5.2 JSON.</summary>
    OAuth,
    /// <summary>A program presenting an access token: RFC 6750 §3, the header says it all.</summary>
    Bearer,
    /// <summary>A program speaking the management API: contract §3.0.</summary>
    Api,
}
