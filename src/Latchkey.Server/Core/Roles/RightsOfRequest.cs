namespace Latchkey.Server.Core.Roles;

/// <summary>What whoever makes a request may do: set once, where the console or the management API lets them in. Nobody else's request has any.</summary>
internal static class RightsOfRequest
{
    extension(HttpContext http)
    {
        public Authority Authority
        {
            get => http.Features.Get<Authority>() ?? Authority.None;
            set => http.Features.Set(value);
        }
    }
}
