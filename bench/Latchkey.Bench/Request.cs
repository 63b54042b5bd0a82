using System.Text;
using Latchkey.Protocol;

namespace Latchkey.Bench;

/// <summary>Requests as bytes, made once where nothing in them changes.</summary>
internal static class Request
{
    public static byte[] Get(Uri address, string? authorization = null, string? cookies = null, string? proof = null) =>
        Bytes($"GET {address.PathAndQuery} HTTP/1.1\r\n{Common(address, authorization, cookies, proof)}\r\n");

    public static byte[] Post(Uri address, string form, string? authorization = null, string? cookies = null, string? proof = null) =>
        Bytes($"POST {address.PathAndQuery} HTTP/1.1\r\n{Common(address, authorization, cookies, proof)}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {Encoding.UTF8.GetByteCount(form)}\r\n\r\n{form}");

    /// <summary>The same with a JSON body.</summary>
    public static byte[] PostJson(Uri address, string json, string authorization) =>
        Bytes($"POST {address.PathAndQuery} HTTP/1.1\r\n{Common(address, authorization, null, null)}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    public static string Form(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields) text.Append(text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }

    /// <summary>RFC 6749 §2.3.1: each half form-encoded, then Basic.</summary>
    public static string Basic(string id, string secret) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}"));

    private static string Common(Uri address, string? authorization, string? cookies, string? proof) =>
        $"Host: {address.Authority}\r\nAccept: */*\r\n"
        + (proof is null ? "" : $"{DPoPProof.Header}: {proof}\r\n")
        + (authorization is null ? "" : $"Authorization: {authorization}\r\n")
        + (string.IsNullOrEmpty(cookies) ? "" : $"Cookie: {cookies}\r\n");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
