package com.example.quickstart

import android.os.Bundle
import android.widget.Button
import android.widget.LinearLayout
import android.widget.TextView
import androidx.appcompat.app.AppCompatActivity
import androidx.lifecycle.lifecycleScope
import com.okta.authfoundation.AuthFoundation
import com.okta.authfoundation.client.OAuth2ClientResult
import com.okta.authfoundation.client.OidcConfiguration
import com.okta.authfoundation.credential.Credential
import com.okta.webauthenticationui.WebAuthentication
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import okhttp3.OkHttpClient
import okhttp3.Request

/** Signs a person in, shows who it is, calls an API, signs out. */
class MainActivity : AppCompatActivity() {
    private lateinit var status: TextView
    private lateinit var signIn: Button
    private lateinit var signOut: Button
    private lateinit var orders: Button

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        AuthFoundation.initializeAndroidContext(applicationContext)
        OidcConfiguration.default = OidcConfiguration(
            clientId = BuildConfig.CLIENT_ID,
            defaultScope = "openid profile email offline_access",
            issuer = BuildConfig.ISSUER,
        )
        draw()
        lifecycleScope.launch { show(Credential.getDefaultAsync()) }    // the session of the last start
    }

    private fun draw() {
        status = TextView(this)
        signIn = button("Sign in") { signIn() }
        orders = button("Get orders") { callApi() }
        signOut = button("Sign out") { signOut() }
        setContentView(LinearLayout(this).apply {
            orientation = LinearLayout.VERTICAL
            listOf(status, signIn, orders, signOut).forEach(::addView)
        })
    }

    private fun button(label: String, action: suspend () -> Unit) = Button(this).apply {
        text = label
        setOnClickListener { lifecycleScope.launch { action() } }
    }

    private suspend fun signIn() = when (val result = WebAuthentication().login(this, BuildConfig.REDIRECT_URI)) {
        is OAuth2ClientResult.Error -> status.text = result.exception.message
        is OAuth2ClientResult.Success -> {
            val credential = Credential.store(token = result.result)
            Credential.setDefaultAsync(credential)
            show(credential)
        }
    }

    private suspend fun show(credential: Credential?) {
        val name = credential?.idToken()?.deserializeClaims(Name.serializer())?.name
        status.text = if (credential == null) "Nobody is signed in." else "Hello, $name"
        signIn.isEnabled = credential == null
        orders.isEnabled = credential != null
        signOut.isEnabled = credential != null
    }

    /** The interceptor refreshes a token that has ended before it sends it. */
    private suspend fun callApi() {
        val credential = Credential.getDefaultAsync() ?: return
        val http = OkHttpClient.Builder().addInterceptor(credential.accessTokenInterceptor()).build()
        status.text = withContext(Dispatchers.IO) {
            http.newCall(Request.Builder().url("https://api.example.com/orders").build()).execute().use { it.body?.string() }
        }
    }

    private suspend fun signOut() {
        val credential = Credential.getDefaultAsync() ?: return
        credential.token.idToken?.let { WebAuthentication().logoutOfBrowser(this, BuildConfig.LOGOUT_URI, it) }
        credential.revokeAllTokens()
        credential.delete()
        show(null)
    }

    @kotlinx.serialization.Serializable
    private data class Name(val name: String? = null)
}
