<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
<context>
    <name>AccountBadge</name>
    <message>
        <source>Account: {name}, {address}</source>
        <translation>Account: {name}, {address}</translation>
    </message>
</context>
<context>
    <name>AccountDesk</name>
    <message>
        <source>While you were away</source>
        <translation>Mentre non c’eri</translation>
    </message>
</context>
<context>
    <name>AccountMenu</name>
    <message>
        <source>kept aside on {day}</source>
        <translation>messo da parte il {day}</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>disconnesso</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>Aggiungi un account…</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Cambia la password…</translation>
    </message>
    <message>
        <source>Open with the keyring from now on</source>
        <translation>Apri con il portachiavi d’ora in poi</translation>
    </message>
    <message>
        <source>Change the passphrase…</source>
        <translation>Cambia la frase segreta…</translation>
    </message>
    <message>
        <source>Protect with a passphrase…</source>
        <translation>Proteggi con una frase segreta…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Preferenze…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Esci</translation>
    </message>
    <message>
        <source>Remove this account from this computer…</source>
        <translation>Rimuovi questo account dal computer…</translation>
    </message>
</context>
<context>
    <name>AccountOpening</name>
    <message>
        <source>This is not the passphrase from before. Try again.</source>
        <translation>Non è la frase segreta di prima. Riprova.</translation>
    </message>
    <message>
        <source>This is not the password last used on this computer. Try an earlier one.</source>
        <translation>Non è l’ultima password usata su questo computer. Prova con una precedente.</translation>
    </message>
    <message>
        <source>It is still the same. Try again in a moment.</source>
        <translation>È ancora così. Riprova fra un momento.</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Account</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Cambia la password…</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Esci…</translation>
    </message>
</context>
<context>
    <name>Accounts</name>
    <message>
        <source>locked</source>
        <translation>bloccato</translation>
    </message>
    <message>
        <source>could not be opened</source>
        <translation>apertura non riuscita</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>accedi di nuovo</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>non in linea</translation>
    </message>
    <message>
        <source>Go to {account}</source>
        <translation>Vai a {account}</translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message>
        <source>{share} %</source>
        <translation>{share} %</translation>
    </message>
    <message>
        <source>{size} left</source>
        <translation>mancano {size}</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>meno di un minuto</translation>
    </message>
</context>
<context>
    <name>AnnouncementCard</name>
    <message>
        <source>Add to calendar…</source>
        <translation>Aggiungi al calendario…</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>Chiedi informazioni</translation>
    </message>
    <message>
        <source>Save the calendar entry…</source>
        <translation>Salva l’evento del calendario…</translation>
    </message>
    <message>
        <source>Concerns</source>
        <translation>Riguarda</translation>
    </message>
    <message>
        <source>Machine {name}</source>
        <translation>Macchina {name}</translation>
    </message>
    <message>
        <source>Add “{title}” to the calendar</source>
        <translation>Aggiungi «{title}» al calendario</translation>
    </message>
    <message>
        <source>Ask about “{title}”</source>
        <translation>Chiedi informazioni su «{title}»</translation>
    </message>
    <message>
        <source>Save “{title}” as a calendar entry</source>
        <translation>Salva «{title}» come evento del calendario</translation>
    </message>
    <message>
        <source>New</source>
        <comment>an announcement that was not read yet</comment>
        <translation>Nuovo</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>non letto</translation>
    </message>
</context>
<context>
    <name>Announcements</name>
    <message>
        <source>News</source>
        <translation>Novità</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Manutenzione</translation>
    </message>
    <message>
        <source>Infrastructure work</source>
        <translation>Lavori all’infrastruttura</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In corso</translation>
    </message>
    <message>
        <source>Coming up</source>
        <translation>In programma</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>In passato</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in corso</translation>
    </message>
    <message>
        <source>coming up</source>
        <translation>in programma</translation>
    </message>
    <message>
        <source>past</source>
        <translation>in passato</translation>
    </message>
    <message>
        <source>until {end}</source>
        <translation>fino a {end}</translation>
    </message>
    <message>
        <source>from {start}</source>
        <translation>da {start}</translation>
    </message>
    <message>
        <source>published {time}</source>
        <translation>pubblicato {time}</translation>
    </message>
    <message>
        <source>Starts on {date}</source>
        <translation>Inizia il {date}</translation>
    </message>
    <message>
        <source>Ended on {date}</source>
        <translation>Terminato il {date}</translation>
    </message>
    <message>
        <source>Active from {since} until {until}</source>
        <translation>Attivo dal {since} al {until}</translation>
    </message>
    <message>
        <source>Active until {date}</source>
        <translation>Attivo fino al {date}</translation>
    </message>
    <message>
        <source>Active since {date}</source>
        <translation>Attivo dal {date}</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Attivo</translation>
    </message>
</context>
<context>
    <name>AnnouncementsPage</name>
    <message>
        <source>Announcements</source>
        <translation>Avvisi</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Segna tutti come letti</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostra tutti</translation>
    </message>
    <message>
        <source>Show all announcements</source>
        <translation>Mostra tutti gli avvisi</translation>
    </message>
    <message>
        <source>Show only unread announcements</source>
        <translation>Mostra solo gli avvisi non letti</translation>
    </message>
    <message>
        <source>Nothing unread</source>
        <translation>Tutto letto</translation>
    </message>
    <message>
        <source>You have read everything your helpdesk announced.</source>
        <translation>Hai letto tutti gli avvisi della tua assistenza.</translation>
    </message>
    <message>
        <source>No announcements</source>
        <translation>Nessun avviso</translation>
    </message>
    <message>
        <source>Maintenance and news of your helpdesk appear here.</source>
        <translation>Qui appaiono manutenzioni e novità della tua assistenza.</translation>
    </message>
    <message>
        <source>Save the calendar entry</source>
        <translation>Salva l’evento del calendario</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>Mostra quelli precedenti</translation>
    </message>
</context>
<context>
    <name>AttachmentChip</name>
    <message>
        <source>Press Delete to remove</source>
        <translation>Premi Canc per rimuovere</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>in attesa</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Apri</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salva con nome…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Rimuovi</translation>
    </message>
</context>
<context>
    <name>AttachmentTile</name>
    <message>
        <source>Make smaller</source>
        <translation>Riduci</translation>
    </message>
    <message>
        <source>Make {name} smaller</source>
        <translation>Riduci {name}</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Rimuovi {name}</translation>
    </message>
</context>
<context>
    <name>AttachmentViewer</name>
    <message>
        <source>Previous file</source>
        <translation>File precedente</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>File successivo</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Rimpicciolisci</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Ingrandisci</translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation>Adatta alla finestra</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>Dimensioni reali</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Copia l’immagine</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salva con nome…</translation>
    </message>
    <message>
        <source>Open with another program</source>
        <translation>Apri con un altro programma</translation>
    </message>
    <message>
        <source>{place} of {all}</source>
        <translation>{place} di {all}</translation>
    </message>
    <message>
        <source>Getting the file…</source>
        <translation>Ricezione del file…</translation>
    </message>
    <message>
        <source>Files of this kind can run programs. They are never opened from here.</source>
        <translation>I file di questo tipo possono avviare programmi. Da qui non si aprono mai.</translation>
    </message>
    <message>
        <source>page 1 of {pages}</source>
        <translation>pagina 1 di {pages}</translation>
    </message>
</context>
<context>
    <name>AttachmentsField</name>
    <message>
        <source>Screenshot {moment}</source>
        <translation>Schermata {moment}</translation>
    </message>
    <message>
        <source>copying…</source>
        <translation>copia in corso…</translation>
    </message>
    <message>
        <source>making it smaller…</source>
        <translation>riduzione in corso…</translation>
    </message>
    <message>
        <source>up to {limit} each</source>
        <translation>fino a {limit} ciascuno</translation>
    </message>
    <message>
        <source>{used} · up to {limit} each</source>
        <translation>{used} · fino a {limit} ciascuno</translation>
    </message>
    <message>
        <source>This picture can&apos;t be made smaller.</source>
        <translation>Questa immagine non si può ridurre.</translation>
    </message>
    <message>
        <source>There is no room left on the disk. Free some and attach it again.</source>
        <translation>Non c’è più spazio sul disco. Liberane un po’ e allegalo di nuovo.</translation>
    </message>
    <message>
        <source>It could not be kept on this computer. Attach it again.</source>
        <translation>Non è stato possibile conservarlo su questo computer. Allegalo di nuovo.</translation>
    </message>
    <message>
        <source>This file can&apos;t be read. Is it still there, and may you open it?</source>
        <translation>Questo file non si può leggere. C’è ancora, e hai il permesso di aprirlo?</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Allega file</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Tutti i file</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Immagini</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Drop files here, paste a screenshot, or</source>
        <translation>Trascina qui i file, incolla una schermata oppure</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>scegli</translation>
    </message>
    <message>
        <source>Choose files to attach</source>
        <translation>Scegli i file da allegare</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>You</source>
        <translation>Tu</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Assistenza</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nuovo</translation>
    </message>
    <message>
        <source>Show the whole message ({count} characters)</source>
        <translation>Mostra tutto il messaggio ({count} caratteri)</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Messaggio</translation>
    </message>
</context>
<context>
    <name>ChangePasswordDialog</name>
    <message>
        <source>Stopped. The helpdesk may have changed the password all the same: try again, and Sportello finds out.</source>
        <translation>Interrotto. L’assistenza potrebbe aver cambiato comunque la password: riprova, e Sportello lo verifica.</translation>
    </message>
    <message>
        <source>The session ended, and nothing was changed. Sign in again first, then change the password.</source>
        <translation>La sessione è terminata, e non è cambiato nulla. Prima accedi di nuovo, poi cambia la password.</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Cambia la password</translation>
    </message>
    <message>
        <source>Your password was changed</source>
        <translation>La tua password è stata cambiata</translation>
    </message>
    <message>
        <source>From now on, sign in at {helpdesk} with the new one. You stay signed in here.</source>
        <translation>D’ora in poi accedi a {helpdesk} con quella nuova. Qui l’accesso resta attivo.</translation>
    </message>
    <message>
        <source>The connection broke before the helpdesk answered: it may have changed the password already. Try again when you are online, and Sportello finds out.</source>
        <translation>La connessione è caduta prima che l’assistenza rispondesse: forse ha già cambiato la password. Riprova quando sei in linea, e Sportello lo verifica.</translation>
    </message>
    <message>
        <source>The helpdesk can&apos;t be reached right now: your password has not changed, and nothing is kept to be sent later. Try again when you are online.</source>
        <translation>L’assistenza non è raggiungibile ora: la tua password non è cambiata, e nulla resta da inviare più tardi. Riprova quando sei in linea.</translation>
    </message>
    <message>
        <source>The password that you sign in with at {helpdesk}. You stay signed in here.</source>
        <translation>La password con cui accedi a {helpdesk}. Qui l’accesso resta attivo.</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Cambia</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Interrompi</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Chiudi</translation>
    </message>
    <message>
        <source>Changing the password…</source>
        <translation>Cambio della password…</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Press Delete to remove</source>
        <translation>Premi Canc per rimuovere</translation>
    </message>
</context>
<context>
    <name>ClosedBar</name>
    <message>
        <source>Reopen…</source>
        <translation>Riapri…</translation>
    </message>
    <message>
        <source>New ticket about this…</source>
        <translation>Nuovo ticket collegato…</translation>
    </message>
    <message>
        <source>This ticket is closed. If something is still wrong, reopen it and say what.</source>
        <translation>Questo ticket è chiuso. Se c’è ancora qualcosa che non va, riaprilo e scrivi che cosa.</translation>
    </message>
    <message>
        <source>This ticket is closed, and this helpdesk does not reopen tickets.</source>
        <translation>Questo ticket è chiuso, e questa assistenza non riapre i ticket.</translation>
    </message>
    <message>
        <source>If something is still wrong, a new one that refers to this can be opened.</source>
        <translation>Se c’è ancora qualcosa che non va, puoi aprirne uno nuovo collegato a questo.</translation>
    </message>
    <message>
        <source>What you wrote is kept.</source>
        <translation>Ciò che hai scritto è conservato.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Comandi</translation>
    </message>
    <message>
        <source>Go to, do, or find a ticket…</source>
        <translation>Vai, fai o trova un ticket…</translation>
    </message>
    <message>
        <source>Command or ticket</source>
        <translation>Comando o ticket</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Risultati</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Reply</source>
        <translation>Rispondi</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Allega</translation>
    </message>
    <message>
        <source>Paste a screenshot</source>
        <translation>Incolla una schermata</translation>
    </message>
    <message>
        <source>Close ticket</source>
        <translation>Chiudi il ticket</translation>
    </message>
    <message>
        <source>Send  {keys}</source>
        <translation>Invia  {keys}</translation>
    </message>
    <message>
        <source>Send the reply</source>
        <translation>Invia la risposta</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Copia in corso…</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Allega file</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Take a screenshot first, then press this again.</source>
        <translation>Negli appunti non c’è un’immagine. Cattura prima una schermata, poi premi di nuovo.</translation>
    </message>
    <message>
        <source>Screenshot {time}.png</source>
        <translation>Schermata {time}.png</translation>
    </message>
    <message>
        <source>Write something first, or attach a file.</source>
        <translation>Scrivi prima qualcosa, o allega un file.</translation>
    </message>
</context>
<context>
    <name>Computer</name>
    <message>
        <source>Operating system: {name}</source>
        <translation>Sistema operativo: {name}</translation>
    </message>
    <message>
        <source>Browser: {name}</source>
        <translation>Browser: {name}</translation>
    </message>
    <message>
        <source>Screen: {size}</source>
        <translation>Schermo: {size}</translation>
    </message>
    <message>
        <source>Program: {name}</source>
        <translation>Programma: {name}</translation>
    </message>
</context>
<context>
    <name>Conflict</name>
    <message>
        <source>You</source>
        <translation>Tu</translation>
    </message>
    <message>
        <source>The helpdesk</source>
        <translation>L’assistenza</translation>
    </message>
    <message>
        <source>The ticket was removed, or you may no longer see it.</source>
        <translation>Il ticket è stato rimosso, o non puoi più vederlo.</translation>
    </message>
    <message>
        <source>another ticket</source>
        <translation>un altro ticket</translation>
    </message>
    <message>
        <source>It goes on in {ticket}.</source>
        <translation>Continua in {ticket}.</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Chiuso</translation>
    </message>
    <message>
        <source>Closed by you</source>
        <translation>Chiuso da te</translation>
    </message>
    <message>
        <source>Closed by {who}</source>
        <translation>Chiuso da {who}</translation>
    </message>
    <message>
        <source>The message is on its way to this computer.</source>
        <translation>Il messaggio sta arrivando su questo computer.</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Assistenza</translation>
    </message>
</context>
<context>
    <name>ConflictDialog</name>
    <message>
        <source>How does it go on?</source>
        <translation>Come vuoi proseguire?</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Decidi più tardi</translation>
    </message>
    <message>
        <source>Choose first</source>
        <translation>Prima scegli</translation>
    </message>
</context>
<context>
    <name>ContactsField</name>
    <message>
        <source>Name or e-mail address</source>
        <translation>Nome o indirizzo e-mail</translation>
    </message>
    <message>
        <source>Add somebody by name or e-mail address</source>
        <translation>Aggiungi qualcuno per nome o indirizzo e-mail</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>This goes on from ticket #{number}.</source>
        <translation>È il seguito del ticket #{number}.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Subject</source>
        <translation>Oggetto</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorità</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Categoria</translation>
    </message>
    <message>
        <source>Machine state</source>
        <translation>Stato della macchina</translation>
    </message>
    <message>
        <source>People to notify</source>
        <translation>Persone da avvisare</translation>
    </message>
    <message>
        <source>none</source>
        <comment>priority</comment>
        <translation>nessuna</translation>
    </message>
    <message>
        <source>none</source>
        <comment>category</comment>
        <translation>nessuna</translation>
    </message>
    <message>
        <source>nobody</source>
        <comment>people to notify</comment>
        <translation>nessuno</translation>
    </message>
    <message>
        <source>nobody</source>
        <comment>the person in charge</comment>
        <translation>nessuno</translation>
    </message>
    <message>
        <source>none</source>
        <comment>machine state</comment>
        <translation>nessuno</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no value in a field</comment>
        <translation>vuoto</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}: {value}</translation>
    </message>
    <message>
        <source>You removed: {field}</source>
        <translation>Hai tolto: {field}</translation>
    </message>
    <message>
        <source>{who} removed: {field}</source>
        <translation>{who} ha tolto: {field}</translation>
    </message>
    <message>
        <source>You changed: {field}, “{after}”</source>
        <translation>Hai cambiato: {field}, ora «{after}»</translation>
    </message>
    <message>
        <source>{who} changed: {field}, “{after}”</source>
        <translation>{who} ha cambiato: {field}, ora «{after}»</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Assistenza</translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>Not chosen</source>
        <translation>Non scelto</translation>
    </message>
    <message>
        <source>Be as detailed as you can: every answer below saves a question. Pictures help.</source>
        <translation>Scrivi più dettagli che puoi: ogni risposta qui sotto evita una domanda. Le immagini aiutano.</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Oggetto</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Categoria</translation>
    </message>
    <message>
        <source>How is the machine?</source>
        <translation>In che stato è la macchina?</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrizione</translation>
    </message>
    <message>
        <source>Photos, videos, files</source>
        <translation>Foto, video, file</translation>
    </message>
    <message>
        <source>Also keep informed</source>
        <translation>Tieni informati anche</translation>
    </message>
    <message>
        <source>Insert details of this computer</source>
        <translation>Inserisci i dati di questo computer</translation>
    </message>
</context>
<context>
    <name>Discard</name>
    <message>
        <source>The ticket “{text}” will not be sent.</source>
        <translation>Il ticket «{text}» non sarà inviato.</translation>
    </message>
    <message>
        <source>The reply “{text}” will not be sent.</source>
        <translation>La risposta «{text}» non sarà inviata.</translation>
    </message>
    <message>
        <source>Your changes to the ticket&apos;s details will not be sent.</source>
        <translation>Le tue modifiche ai dettagli del ticket non saranno inviate.</translation>
    </message>
    <message>
        <source>The change of status and “{text}” will not be sent.</source>
        <translation>Il cambio di stato e «{text}» non saranno inviati.</translation>
    </message>
    <message>
        <source>The change of status will not be sent.</source>
        <translation>Il cambio di stato non sarà inviato.</translation>
    </message>
    <message>
        <source>With it go {files}: {names}.</source>
        <translation>Con esso vanno persi {files}: {names}.</translation>
    </message>
    <message>
        <source>Discard?</source>
        <translation>Eliminare?</translation>
    </message>
    <message>
        <source>Discard this for good?</source>
        <translation>Eliminare definitivamente?</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Elimina</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conserva</translation>
    </message>
</context>
<context>
    <name>DiskBanner</name>
    <message>
        <source>To the outbox</source>
        <translation>Vai a In uscita</translation>
    </message>
    <message>
        <source>Show the old file</source>
        <translation>Mostra il vecchio file</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Ho capito</translation>
    </message>
</context>
<context>
    <name>DraftOffer</name>
    <message>
        <source>a ticket without a subject</source>
        <translation>un ticket senza oggetto</translation>
    </message>
    <message>
        <source>Discard “{title}” for good?</source>
        <translation>Eliminare definitivamente «{title}»?</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conserva</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Elimina</translation>
    </message>
    <message>
        <source>You were writing “{title}”</source>
        <translation>Stavi scrivendo «{title}»</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continua</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Elimina…</translation>
    </message>
</context>
<context>
    <name>EditDetailsDialog</name>
    <message>
        <source>Save</source>
        <translation>Salva</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>Edit details</source>
        <translation>Modifica i dettagli</translation>
    </message>
    <message>
        <source>The helpdesk has: {value}</source>
        <translation>L’assistenza ha: {value}</translation>
    </message>
</context>
<context>
    <name>EmailDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>Send by e-mail</source>
        <translation>Invia per e-mail</translation>
    </message>
    <message>
        <source>Which way?</source>
        <translation>In che modo?</translation>
    </message>
    <message>
        <source>Password of the mail server</source>
        <translation>Password del server di posta</translation>
    </message>
    <message>
        <source>Keep it in this computer&apos;s keyring</source>
        <translation>Conservala nel portachiavi di questo computer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Da</translation>
    </message>
    <message>
        <source>To</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Oggetto</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Testo</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>File</translation>
    </message>
    <message>
        <source>In my mail program</source>
        <translation>Nel mio programma di posta</translation>
    </message>
    <message>
        <source>The e-mail asks the helpdesk to close the ticket. Once it is sent, this waits here until the helpdesk shows it, and is not sent a second time.</source>
        <translation>L’e-mail chiede all’assistenza di chiudere il ticket. Dopo l’invio resta qui in attesa finché non compare presso l’assistenza, e non parte una seconda volta.</translation>
    </message>
    <message>
        <source>Once the e-mail is sent, this waits here until the helpdesk shows it, and is not sent a second time.</source>
        <translation>Dopo l’invio dell’e-mail resta qui in attesa finché non compare presso l’assistenza, e non parte una seconda volta.</translation>
    </message>
    <message>
        <source>It opens there, ready. Look at it, then send it.</source>
        <translation>Si apre lì, già pronta. Controllala, poi inviala.</translation>
    </message>
    <message>
        <source>As a file</source>
        <translation>Come file</translation>
    </message>
    <message>
        <source>Saved as .eml, to be sent from any computer.</source>
        <translation>Salvata come .eml, da inviare da qualsiasi computer.</translation>
    </message>
    <message>
        <source>Sent at once, through {host}.</source>
        <translation>Parte subito, tramite {host}.</translation>
    </message>
    <message>
        <source>From here</source>
        <translation>Da qui</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Invio in corso…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Apri</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Salva…</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Invia</translation>
    </message>
    <message>
        <source>Please type the password.</source>
        <translation>Scrivi la password.</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Salva con nome</translation>
    </message>
    <message>
        <source>E-mail (*.eml)</source>
        <translation>E-mail (*.eml)</translation>
    </message>
</context>
<context>
    <name>EmailPage</name>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>Server di posta</translation>
    </message>
    <message>
        <source>What can&apos;t reach the helpdesk directly can go by e-mail, through your mail program. If you enter your mail server here, Sportello can send it itself.</source>
        <translation>Ciò che non raggiunge direttamente l’assistenza può partire per e-mail, con il tuo programma di posta. Se indichi qui il tuo server di posta, può inviarlo Sportello stesso.</translation>
    </message>
    <message>
        <source>smtp.example.com; empty: only through my mail program</source>
        <translation>smtp.azienda.example; vuoto: solo con il mio programma di posta</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Porta</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Cifratura</translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation>STARTTLS</translation>
    </message>
    <message>
        <source>TLS from the first byte</source>
        <translation>TLS fin dal primo byte</translation>
    </message>
    <message>
        <source>None (only within this computer)</source>
        <translation>Nessuna (solo su questo computer)</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nome utente</translation>
    </message>
    <message>
        <source>empty: no sign-in</source>
        <translation>vuoto: senza accesso</translation>
    </message>
    <message>
        <source>The password is asked for when something is sent, and kept in this computer&apos;s keyring if you like.</source>
        <translation>La password viene chiesta al momento dell’invio e, se vuoi, conservata nel portachiavi di questo computer.</translation>
    </message>
    <message>
        <source>Only for a mail server on this computer.</source>
        <translation>Solo per un server di posta su questo computer.</translation>
    </message>
</context>
<context>
    <name>EntryWidget</name>
    <message>
        <source>Undo</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Riprova</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Modifica</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Decidi…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Elimina…</translation>
    </message>
    <message>
        <source>Send by e-mail…</source>
        <translation>Invia per e-mail…</translation>
    </message>
    <message>
        <source>The e-mail was not sent</source>
        <translation>L’e-mail non è partita</translation>
    </message>
    <message>
        <source>Send without e-mail…</source>
        <translation>Invia senza e-mail…</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The certificate is not trusted</source>
        <translation>Il certificato non è attendibile</translation>
    </message>
    <message>
        <source>The server answered, but this computer does not trust its certificate.</source>
        <translation>Il server ha risposto, ma questo computer non si fida del suo certificato.</translation>
    </message>
    <message>
        <source>Check date and time, or ask who looks after this network.</source>
        <translation>Controlla data e ora, o chiedi a chi gestisce questa rete.</translation>
    </message>
    <message>
        <source>The proxy stands in between</source>
        <translation>Il proxy si frappone</translation>
    </message>
    <message>
        <source>The proxy refused the connection or wants a sign-in.</source>
        <translation>Il proxy ha rifiutato la connessione o chiede un accesso.</translation>
    </message>
    <message>
        <source>Check the proxy in the preferences.</source>
        <translation>Controlla il proxy nelle preferenze.</translation>
    </message>
    <message>
        <source>This network wants a sign-in</source>
        <translation>Questa rete richiede un accesso</translation>
    </message>
    <message>
        <source>A page of this network answered in the helpdesk&apos;s place.</source>
        <translation>Al posto dell’assistenza ha risposto una pagina di questa rete.</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network, then come back.</source>
        <translation>Apri un browser, accedi alla rete, poi torna qui.</translation>
    </message>
    <message>
        <source>The helpdesk is busy</source>
        <translation>L’assistenza è occupata</translation>
    </message>
    <message>
        <source>It asked us to come back in a while.</source>
        <translation>Ha chiesto di riprovare fra un po’.</translation>
    </message>
    <message>
        <source>Nothing to do: it will be tried again by itself.</source>
        <translation>Non devi fare nulla: si riproverà da sé.</translation>
    </message>
    <message>
        <source>The helpdesk has a problem</source>
        <translation>L’assistenza ha un problema</translation>
    </message>
    <message>
        <source>The server answered, but not in a way that can be used.</source>
        <translation>Il server ha risposto, ma in un modo che non si può usare.</translation>
    </message>
    <message>
        <source>The helpdesk can&apos;t be reached</source>
        <translation>L’assistenza non è raggiungibile</translation>
    </message>
    <message>
        <source>There is no connection to the server right now.</source>
        <translation>Al momento non c’è connessione al server.</translation>
    </message>
    <message>
        <source>Work on: everything is sent by itself when the network is back.</source>
        <translation>Continua a lavorare: tutto partirà da sé quando torna la rete.</translation>
    </message>
    <message>
        <source>No helpdesk found there</source>
        <translation>Lì non c’è un servizio di assistenza</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is no helpdesk that Sportello knows.</source>
        <translation>A questo indirizzo risponde qualcosa, ma non è un servizio di assistenza che Sportello conosce.</translation>
    </message>
    <message>
        <source>Check the address, or ask your helpdesk for it.</source>
        <translation>Controlla l’indirizzo, o chiedilo alla tua assistenza.</translation>
    </message>
    <message>
        <source>That did not match</source>
        <translation>Non corrisponde</translation>
    </message>
    <message>
        <source>The user name or the password is not right.</source>
        <translation>Il nome utente o la password non sono giusti.</translation>
    </message>
    <message>
        <source>Try again, or ask for a new password.</source>
        <translation>Riprova, o chiedi una nuova password.</translation>
    </message>
    <message>
        <source>The account is not active yet</source>
        <translation>L’account non è ancora attivo</translation>
    </message>
    <message>
        <source>The helpdesk sent an e-mail with an activation link.</source>
        <translation>L’assistenza ha inviato un’e-mail con un link di attivazione.</translation>
    </message>
    <message>
        <source>Open the link in it first, then sign in.</source>
        <translation>Apri prima quel link, poi accedi.</translation>
    </message>
    <message>
        <source>Please sign in again</source>
        <translation>Accedi di nuovo</translation>
    </message>
    <message>
        <source>The session ended. Everything you wrote is kept.</source>
        <translation>La sessione è terminata. Tutto ciò che hai scritto è conservato.</translation>
    </message>
    <message>
        <source>Sign in, and it goes on from there.</source>
        <translation>Accedi, e si riprende da lì.</translation>
    </message>
    <message>
        <source>The helpdesk said no</source>
        <translation>L’assistenza ha rifiutato</translation>
    </message>
    <message>
        <source>It did not give a reason.</source>
        <translation>Non ha detto perché.</translation>
    </message>
    <message>
        <source>Change what it asks for, then try again.</source>
        <translation>Cambia ciò che chiede, poi riprova.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Il disco è pieno</translation>
    </message>
    <message>
        <source>There is no room to save on this computer.</source>
        <translation>Su questo computer non c’è spazio per salvare.</translation>
    </message>
    <message>
        <source>Make some room, then try again. What was saved before is safe.</source>
        <translation>Libera un po’ di spazio, poi riprova. Ciò che era già salvato è al sicuro.</translation>
    </message>
    <message>
        <source>The data can&apos;t be unlocked</source>
        <translation>I dati non si possono sbloccare</translation>
    </message>
    <message>
        <source>The key at hand does not open this account&apos;s data.</source>
        <translation>La chiave disponibile non apre i dati di questo account.</translation>
    </message>
    <message>
        <source>Unlock the keyring or type the passphrase it was made with.</source>
        <translation>Sblocca il portachiavi o scrivi la frase segreta con cui sono stati protetti.</translation>
    </message>
    <message>
        <source>Written by a newer Sportello</source>
        <translation>Scritto da uno Sportello più recente</translation>
    </message>
    <message>
        <source>This version must not touch the data of a newer one.</source>
        <translation>Questa versione non deve toccare i dati di una più recente.</translation>
    </message>
    <message>
        <source>Update Sportello, then open it again.</source>
        <translation>Aggiorna Sportello, poi aprilo di nuovo.</translation>
    </message>
    <message>
        <source>The data is in use</source>
        <translation>I dati sono in uso</translation>
    </message>
    <message>
        <source>Another Sportello has this account open.</source>
        <translation>Un altro Sportello ha aperto questo account.</translation>
    </message>
    <message>
        <source>Close the other one, then try again.</source>
        <translation>Chiudi l’altro, poi riprova.</translation>
    </message>
    <message>
        <source>A file on this computer is damaged</source>
        <translation>Un file su questo computer è danneggiato</translation>
    </message>
    <message>
        <source>Something on the disk can&apos;t be read as it was written.</source>
        <translation>Qualcosa sul disco non si legge come era stato scritto.</translation>
    </message>
    <message>
        <source>Try again; if it stays, ask your helpdesk and keep the folder as it is.</source>
        <translation>Riprova; se resta così, chiedi all’assistenza e lascia la cartella com’è.</translation>
    </message>
    <message>
        <source>This folder can&apos;t be written to</source>
        <translation>In questa cartella non si può scrivere</translation>
    </message>
    <message>
        <source>Sportello may read its folder, but not save in it: {folder}</source>
        <translation>Sportello può leggere la sua cartella, ma non salvarvi nulla: {folder}</translation>
    </message>
    <message>
        <source>Allow writing there, then try again. What was saved is safe.</source>
        <translation>Consenti di scriverci, poi riprova. Ciò che era già salvato è al sicuro.</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring is locked, or takes too long to answer.</source>
        <translation>Il portachiavi di questo computer è bloccato, o tarda troppo a rispondere.</translation>
    </message>
    <message>
        <source>The disk has a fault</source>
        <translation>Il disco ha un guasto</translation>
    </message>
    <message>
        <source>The disk of this computer failed to read or write. Nothing on it was changed.</source>
        <translation>Il disco di questo computer non è riuscito a leggere o scrivere. Non vi è stato cambiato nulla.</translation>
    </message>
    <message>
        <source>Try again; if it stays, copy the folder to another disk: {folder}</source>
        <translation>Riprova; se resta così, copia la cartella su un altro disco: {folder}</translation>
    </message>
    <message>
        <source>The disk does not cooperate</source>
        <translation>Il disco non collabora</translation>
    </message>
    <message>
        <source>Reading or writing on this computer did not work.</source>
        <translation>Leggere o scrivere su questo computer non è riuscito.</translation>
    </message>
    <message>
        <source>Check disk and permissions, then try again.</source>
        <translation>Controlla disco e permessi, poi riprova.</translation>
    </message>
    <message>
        <source>The keyring has lost the key</source>
        <translation>Il portachiavi ha perso la chiave</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring no longer has the key to this account&apos;s data.</source>
        <translation>Il portachiavi di questo computer non ha più la chiave dei dati di questo account.</translation>
    </message>
    <message>
        <source>Open it with the password you last used here, or bring the keyring back.</source>
        <translation>Aprili con l’ultima password usata qui, o ripristina il portachiavi.</translation>
    </message>
    <message>
        <source>No keyring was found</source>
        <translation>Nessun portachiavi trovato</translation>
    </message>
    <message>
        <source>This computer has no keyring that Sportello can use.</source>
        <translation>Questo computer non ha un portachiavi che Sportello possa usare.</translation>
    </message>
    <message>
        <source>Start the keyring, or use a passphrase.</source>
        <translation>Avvia il portachiavi, o usa una frase segreta.</translation>
    </message>
    <message>
        <source>The keyring does not answer</source>
        <translation>Il portachiavi non risponde</translation>
    </message>
    <message>
        <source>Unlock it and try again, or use a passphrase.</source>
        <translation>Sbloccalo e riprova, o usa una frase segreta.</translation>
    </message>
    <message>
        <source>A file can&apos;t be read</source>
        <translation>Un file non si può leggere</translation>
    </message>
    <message>
        <source>“{name}” could not be opened.</source>
        <translation>Non è stato possibile aprire «{name}».</translation>
    </message>
    <message>
        <source>Check that it still exists and that you may read it.</source>
        <translation>Controlla che esista ancora e che tu possa leggerlo.</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Non è riuscito</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Riprova fra un momento.</translation>
    </message>
    <message>
        <source>Something went wrong in Sportello</source>
        <translation>Qualcosa è andato storto in Sportello</translation>
    </message>
    <message>
        <source>This is our mistake, not yours. Nothing you wrote is lost.</source>
        <translation>L’errore è nostro, non tuo. Nulla di ciò che hai scritto è perso.</translation>
    </message>
    <message>
        <source>Try again; if it stays, send us the diagnostics from the menu.</source>
        <translation>Riprova; se resta così, inviaci la diagnostica dal menu.</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Too large: the helpdesk takes files of up to {size}.</source>
        <translation>Troppo grande: l’assistenza accetta file fino a {size}.</translation>
    </message>
    <message>
        <source>Too many files: the helpdesk takes {count} with a ticket. Remove some of them.</source>
        <translation>Troppi file: l’assistenza ne accetta {count} per ticket. Rimuovine alcuni.</translation>
    </message>
    <message>
        <source>“{address}” is not an e-mail address. Correct it or remove it.</source>
        <translation>«{address}» non è un indirizzo e-mail. Correggilo o rimuovilo.</translation>
    </message>
    <message>
        <source>At most {count} characters. The rest fits into the description.</source>
        <translation>Al massimo {count} caratteri. Il resto può andare nella descrizione.</translation>
    </message>
    <message>
        <source>Choose what your ticket is about.</source>
        <translation>Scegli di che cosa tratta il ticket.</translation>
    </message>
    <message>
        <source>Choose a machine, or say which one it is if it is not in the list.</source>
        <translation>Scegli una macchina, o di’ qual è se non è nell’elenco.</translation>
    </message>
    <message>
        <source>Give it a subject: a few words are enough.</source>
        <translation>Dagli un oggetto: bastano poche parole.</translation>
    </message>
    <message>
        <source>Describe what happens, so that somebody can help.</source>
        <translation>Descrivi che cosa succede, perché qualcuno possa aiutarti.</translation>
    </message>
    <message>
        <source>Say how the machine is.</source>
        <translation>Di’ in che stato è la macchina.</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>Scrivi prima qualcosa.</translation>
    </message>
    <message>
        <source>This is longer than the helpdesk takes. Attach the long part as a file.</source>
        <translation>È più lungo di quanto l’assistenza accetti. Allega la parte lunga come file.</translation>
    </message>
    <message>
        <source>The helpdesk does not take this type of file.</source>
        <translation>L’assistenza non accetta questo tipo di file.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>Questo file è vuoto.</translation>
    </message>
</context>
<context>
    <name>FileDoor</name>
    <message>
        <source>No program on this computer opens files like this. Save it instead.</source>
        <translation>Nessun programma su questo computer apre file di questo tipo. Salvalo, invece.</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>PDF document</source>
        <translation>Documento PDF</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Immagine</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Testo</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Too large to be shown here.</source>
        <translation>Troppo grande per essere mostrato qui.</translation>
    </message>
    <message>
        <source>This file is damaged, or not what its name says: it can&apos;t be shown here.</source>
        <translation>Questo file è danneggiato, o non è ciò che dice il suo nome: qui non si può mostrare.</translation>
    </message>
    <message>
        <source>This PDF asks for a password; a program for PDFs may open it.</source>
        <translation>Questo PDF chiede una password; forse lo apre un programma per PDF.</translation>
    </message>
    <message>
        <source>This page takes too long to be drawn.</source>
        <translation>Disegnare questa pagina richiede troppo tempo.</translation>
    </message>
    <message>
        <source>There is no preview of files like this.</source>
        <translation>Per i file di questo tipo non c’è un’anteprima.</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>«{name}»</translation>
    </message>
    <message>
        <source>others</source>
        <comment>further files, at the end of a list of names</comment>
        <translation>altri</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Back</source>
        <translation>Indietro</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Invia</translation>
    </message>
    <message>
        <source>Next: machine</source>
        <translation>Avanti: macchina</translation>
    </message>
    <message>
        <source>Next: what happens</source>
        <translation>Avanti: che cosa succede</translation>
    </message>
    <message>
        <source>Next: review</source>
        <translation>Avanti: riepilogo</translation>
    </message>
    <message>
        <source>What you write is kept as a draft. Works offline.</source>
        <translation>Ciò che scrivi è conservato come bozza. Funziona anche senza rete.</translation>
    </message>
    <message>
        <source>Saved as a draft a moment ago. Works offline.</source>
        <translation>Bozza salvata un momento fa. Funziona anche senza rete.</translation>
    </message>
    <message>
        <source>Saved as a draft at {time}. Works offline.</source>
        <translation>Bozza salvata alle {time}. Funziona anche senza rete.</translation>
    </message>
    <message>
        <source>Not saved as a draft: {reason} Leave this window open.</source>
        <translation>Bozza non salvata: {reason} Lascia aperta questa finestra.</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Generali</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Lingua</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>Come il sistema</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aspetto</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Chiaro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Scuro</translation>
    </message>
    <message>
        <source>Start with this computer, in the tray</source>
        <translation>Avvia insieme al computer, nell’area di notifica</translation>
    </message>
    <message>
        <source>Closing the window leaves Sportello in the tray, where there is one</source>
        <translation>Chiudendo la finestra, Sportello resta nell’area di notifica, se c’è</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Opened</source>
        <translation>Aperto</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>In charge</source>
        <translation>In carico a</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Tu</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Assistenza</translation>
    </message>
</context>
<context>
    <name>HistoryTable</name>
    <message>
        <source>What happened</source>
        <translation>Cronologia</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Chi</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
</context>
<context>
    <name>Impact</name>
    <message>
        <source>it is a question that keeps nobody from working</source>
        <translation>è una domanda che non ferma il lavoro di nessuno</translation>
    </message>
    <message>
        <source>the work goes on, but with difficulty</source>
        <translation>il lavoro va avanti, ma con difficoltà</translation>
    </message>
    <message>
        <source>it keeps somebody from working, or hinders many</source>
        <translation>impedisce a qualcuno di lavorare, o ostacola molti</translation>
    </message>
    <message>
        <source>several people can&apos;t work, and it may be a central system</source>
        <translation>più persone non possono lavorare, e forse riguarda un sistema centrale</translation>
    </message>
    <message>
        <source>nobody can work</source>
        <translation>nessuno può lavorare</translation>
    </message>
</context>
<context>
    <name>Joining</name>
    <message>
        <source>Back</source>
        <translation>Indietro</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Interrompi</translation>
    </message>
    <message>
        <source>Forgot your password?</source>
        <translation>Hai dimenticato la password?</translation>
    </message>
    <message>
        <source>Forgot your user name?</source>
        <translation>Hai dimenticato il nome utente?</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Crea un account</translation>
    </message>
    <message>
        <source>Ask for access</source>
        <translation>Chiedi l’accesso</translation>
    </message>
    <message>
        <source>A new password</source>
        <translation>Una nuova password</translation>
    </message>
    <message>
        <source>Type the e-mail address of your account. {helpdesk} sends a new password there.</source>
        <translation>Scrivi l’indirizzo e-mail del tuo account. {helpdesk} invierà lì una nuova password.</translation>
    </message>
    <message>
        <source>Your user name</source>
        <translation>Il tuo nome utente</translation>
    </message>
    <message>
        <source>Type the e-mail address of your account. {helpdesk} sends your user name there.</source>
        <translation>Scrivi l’indirizzo e-mail del tuo account. {helpdesk} invierà lì il tuo nome utente.</translation>
    </message>
    <message>
        <source>People at {helpdesk} read this, and send you a user name and a password if they agree.</source>
        <translation>Lo leggono le persone di {helpdesk} e, se sono d’accordo, ti inviano un nome utente e una password.</translation>
    </message>
    <message>
        <source>Create the account</source>
        <translation>Crea l’account</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Invia</translation>
    </message>
    <message>
        <source>Creating the account…</source>
        <translation>Creazione dell’account…</translation>
    </message>
    <message>
        <source>Asking the helpdesk…</source>
        <translation>Richiesta all’assistenza…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Accedi</translation>
    </message>
    <message>
        <source>Until then there is nothing to do here. Once you have both, sign in on this page.</source>
        <translation>Fino ad allora qui non devi fare nulla. Quando li hai ricevuti, accedi da questa pagina.</translation>
    </message>
    <message>
        <source>Back to sign in</source>
        <translation>Torna all’accesso</translation>
    </message>
    <message>
        <source>First and last name</source>
        <translation>Nome e cognome</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Indirizzo e-mail</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nome utente</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>La stessa ancora una volta</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Azienda</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Il tuo nome</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Di che cosa si tratta</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Password attuale</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Nuova password</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>facoltativo</translation>
    </message>
    <message>
        <source>A user name has no blanks and no @. Letters, digits, dots and hyphens are fine.</source>
        <translation>Un nome utente non ha spazi né @. Vanno bene lettere, cifre, punti e trattini.</translation>
    </message>
    <message>
        <source>At least {count} characters, please.</source>
        <translation>Almeno {count} caratteri, per favore.</translation>
    </message>
    <message>
        <source>At most {count} characters, please.</source>
        <translation>Al massimo {count} caratteri, per favore.</translation>
    </message>
    <message>
        <source>For {helpdesk}. You then get an e-mail with a link: open it before you sign in.</source>
        <translation>Per {helpdesk}. Riceverai un’e-mail con un link: aprilo prima di accedere.</translation>
    </message>
    <message>
        <source>Send the e-mail</source>
        <translation>Invia l’e-mail</translation>
    </message>
    <message>
        <source>The same is said here for every address, so that nobody can find out who has an account. No e-mail after a few minutes? Look among the junk mail, and check whether your account has another address.</source>
        <translation>Qui si dice lo stesso per ogni indirizzo, così nessuno può scoprire chi ha un account. Nessuna e-mail dopo qualche minuto? Guarda nella posta indesiderata, e controlla se il tuo account ha un altro indirizzo.</translation>
    </message>
    <message>
        <source>Look at your e-mail</source>
        <translation>Guarda nella tua posta</translation>
    </message>
    <message>
        <source>If {email} belongs to an account, an e-mail with a new password is on its way there.</source>
        <translation>Se {email} appartiene a un account, lì sta arrivando un’e-mail con una nuova password.</translation>
    </message>
    <message>
        <source>If {email} belongs to an account, an e-mail with its user name is on its way there.</source>
        <translation>Se {email} appartiene a un account, lì sta arrivando un’e-mail con il suo nome utente.</translation>
    </message>
    <message>
        <source>One more step: the link in the e-mail</source>
        <translation>Ancora un passo: il link nell’e-mail</translation>
    </message>
    <message>
        <source>An e-mail with an activation link was sent to {email}. Open the link first: the account can&apos;t be used before that.</source>
        <translation>A {email} è stata inviata un’e-mail con un link di attivazione. Prima apri il link: fino ad allora l’account non si può usare.</translation>
    </message>
    <message>
        <source>No e-mail after a few minutes? Look among the junk mail, too. If this address has an account already, the e-mail says so instead.</source>
        <translation>Nessuna e-mail dopo qualche minuto? Guarda anche nella posta indesiderata. Se questo indirizzo ha già un account, l’e-mail te lo dice.</translation>
    </message>
    <message>
        <source>You have asked for access</source>
        <translation>Hai chiesto l’accesso</translation>
    </message>
    <message>
        <source>People at {helpdesk} read what you sent and decide. Their answer comes by e-mail to {email}, with user name and password if they agree.</source>
        <translation>Le persone di {helpdesk} leggono ciò che hai inviato, e decidono. La risposta arriva per e-mail a {email}, con nome utente e password se sono d’accordo.</translation>
    </message>
    <message>
        <source>Language of the helpdesk&apos;s e-mails</source>
        <translation>Lingua delle e-mail dell’assistenza</translation>
    </message>
    <message>
        <source>Type a complete e-mail address, such as anna@example.com.</source>
        <translation>Scrivi un indirizzo e-mail completo, per esempio anna@azienda.example.</translation>
    </message>
    <message>
        <source>The two passwords are not the same. Type it once more.</source>
        <translation>Le due password non sono uguali. Scrivila ancora una volta.</translation>
    </message>
    <message>
        <source>This is the present password. Choose another one.</source>
        <translation>È la password attuale. Scegline un’altra.</translation>
    </message>
    <message>
        <source>There is a character in it that can&apos;t be sent. Type it anew.</source>
        <translation>C’è un carattere che non si può inviare. Scrivi di nuovo.</translation>
    </message>
    <message>
        <source>This is not your present password. Try again.</source>
        <translation>Non è la tua password attuale. Riprova.</translation>
    </message>
    <message>
        <source>The helpdesk does not take this. Try something else.</source>
        <translation>L’assistenza non lo accetta. Prova qualcos’altro.</translation>
    </message>
    <message>
        <source>Choose another user name. The helpdesk says: {reason}</source>
        <translation>Scegli un altro nome utente. L’assistenza dice: {reason}</translation>
    </message>
    <message>
        <source>The helpdesk says: {reason}</source>
        <translation>L’assistenza dice: {reason}</translation>
    </message>
    <message>
        <source>Type your e-mail address.</source>
        <translation>Scrivi il tuo indirizzo e-mail.</translation>
    </message>
    <message>
        <source>Choose a user name: you sign in with it.</source>
        <translation>Scegli un nome utente: ti serve per accedere.</translation>
    </message>
    <message>
        <source>Choose a password.</source>
        <translation>Scegli una password.</translation>
    </message>
    <message>
        <source>Type the password once more.</source>
        <translation>Scrivi la password ancora una volta.</translation>
    </message>
    <message>
        <source>Type the name of your company.</source>
        <translation>Scrivi il nome della tua azienda.</translation>
    </message>
    <message>
        <source>Type your present password.</source>
        <translation>Scrivi la tua password attuale.</translation>
    </message>
    <message>
        <source>Type your name.</source>
        <translation>Scrivi il tuo nome.</translation>
    </message>
    <message>
        <source>The helpdesk is busy right now. What you typed stays here: try again in a little while.</source>
        <translation>L’assistenza è occupata ora. Ciò che hai scritto resta qui: riprova fra un po’.</translation>
    </message>
    <message>
        <source>The helpdesk wants no more attempts for now. Try again in {minutes} min.</source>
        <translation>Per ora l’assistenza non vuole altri tentativi. Riprova fra {minutes} min.</translation>
    </message>
    <message>
        <source>The helpdesk wants no more attempts for now. Try again in {seconds} s.</source>
        <translation>Per ora l’assistenza non vuole altri tentativi. Riprova fra {seconds} s.</translation>
    </message>
    <message>
        <source>The helpdesk said no: {reason}</source>
        <translation>L’assistenza ha rifiutato: {reason}</translation>
    </message>
    <message>
        <source>Stopped. If an e-mail comes all the same, what you sent had arrived already.</source>
        <translation>Interrotto. Se arriva comunque un’e-mail, ciò che hai inviato era già arrivato.</translation>
    </message>
    <message>
        <source>The connection broke before the helpdesk answered. What you typed stays here: try again.</source>
        <translation>La connessione è caduta prima che l’assistenza rispondesse. Ciò che hai scritto resta qui: riprova.</translation>
    </message>
    <message>
        <source>The helpdesk does not offer this any more. Contact it in another way.</source>
        <translation>L’assistenza non lo offre più. Contattala in un altro modo.</translation>
    </message>
    <message>
        <source>The server answered, but this computer does not trust its certificate. Nothing was sent. Check date and time, or ask who looks after this network.</source>
        <translation>Il server ha risposto, ma questo computer non si fida del suo certificato. Non è stato inviato nulla. Controlla data e ora, o chiedi a chi gestisce questa rete.</translation>
    </message>
    <message>
        <source>The proxy does not let us through. Check it in the preferences, then try again.</source>
        <translation>Il proxy non ci lascia passare. Controllalo nelle preferenze, poi riprova.</translation>
    </message>
    <message>
        <source>This network wants a sign-in of its own first. Open a browser, sign in there, then try again.</source>
        <translation>Questa rete vuole prima un suo accesso. Apri un browser, accedi lì, poi riprova.</translation>
    </message>
    <message>
        <source>The helpdesk has a problem right now. What you typed stays here: try again in a few minutes.</source>
        <translation>L’assistenza ha un problema in questo momento. Ciò che hai scritto resta qui: riprova fra qualche minuto.</translation>
    </message>
    <message>
        <source>The helpdesk can&apos;t be reached right now, and nothing was sent. What you typed stays here: try again when you are online.</source>
        <translation>L’assistenza non è raggiungibile ora, e non è stato inviato nulla. Ciò che hai scritto resta qui: riprova quando sei in linea.</translation>
    </message>
    <message>
        <source>Another address…</source>
        <translation>Un altro indirizzo…</translation>
    </message>
</context>
<context>
    <name>KeyKeeping</name>
    <message>
        <source>The keyring opens your data from now on. You are not asked for the passphrase any more.</source>
        <translation>D’ora in poi i tuoi dati si aprono con il portachiavi. La frase segreta non ti sarà più chiesta.</translation>
    </message>
    <message>
        <source>The passphrase opens your data from now on. You are asked for it at the next start.</source>
        <translation>D’ora in poi i tuoi dati si aprono con la frase segreta. Ti sarà chiesta al prossimo avvio.</translation>
    </message>
    <message>
        <source>Nothing was changed: your data opens as before.</source>
        <translation>Non è cambiato nulla: i tuoi dati si aprono come prima.</translation>
    </message>
</context>
<context>
    <name>KeyTroubleDialog</name>
    <message>
        <source>Type it first.</source>
        <translation>Prima scrivila.</translation>
    </message>
    <message>
        <source>The key to your data</source>
        <translation>La chiave dei tuoi dati</translation>
    </message>
    <message>
        <source>The passphrase that opened your data before</source>
        <translation>La frase segreta che prima apriva i tuoi dati</translation>
    </message>
    <message>
        <source>Open with the earlier passphrase</source>
        <translation>Apri con la frase segreta di prima</translation>
    </message>
    <message>
        <source>The password you last signed in with on this computer</source>
        <translation>L’ultima password con cui hai fatto l’accesso su questo computer</translation>
    </message>
    <message>
        <source>Open with your password</source>
        <translation>Apri con la password</translation>
    </message>
    <message>
        <source>Remove it…</source>
        <translation>Rimuovi…</translation>
    </message>
    <message>
        <source>Begin anew…</source>
        <translation>Ricomincia…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Riprova</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Apri</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Rimuovi definitivamente</translation>
    </message>
    <message>
        <source>Keep aside and begin anew</source>
        <translation>Metti da parte e ricomincia</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Indietro</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Non ora</translation>
    </message>
    <message>
        <source>Waiting for the keyring</source>
        <translation>In attesa del portachiavi</translation>
    </message>
    <message>
        <source>What you keep on this computer is encrypted, and its key is in the keyring. It may be asking for its password in a window of its own.</source>
        <translation>Ciò che conservi su questo computer è cifrato, e la chiave è nel portachiavi. Forse sta chiedendo la sua password in un’altra finestra.</translation>
    </message>
    <message>
        <source>The keyring is locked or does not answer</source>
        <translation>Il portachiavi è bloccato o non risponde</translation>
    </message>
    <message>
        <source>What you keep on this computer is encrypted, and its key is in the keyring. Nothing is lost and nothing has changed: unlock the keyring, then try again.</source>
        <translation>Ciò che conservi su questo computer è cifrato, e la chiave è nel portachiavi. Nulla è perso e nulla è cambiato: sblocca il portachiavi, poi riprova.</translation>
    </message>
    <message>
        <source>There is no keyring here any more</source>
        <translation>Qui non c’è più un portachiavi</translation>
    </message>
    <message>
        <source>What you keep on this computer is encrypted, and its key was in a keyring that can&apos;t be found now. Nothing has changed. Start the keyring and try again, or go on without it.</source>
        <translation>Ciò che conservi su questo computer è cifrato, e la chiave era in un portachiavi che ora non si trova. Non è cambiato nulla. Avvia il portachiavi e riprova, o continua senza.</translation>
    </message>
    <message>
        <source>The keyring has lost the key</source>
        <translation>Il portachiavi ha perso la chiave</translation>
    </message>
    <message>
        <source>What you keep on this computer is encrypted. Its key is no longer in the keyring, which may have been reset.</source>
        <translation>Ciò che conservi su questo computer è cifrato. La chiave non è più nel portachiavi, che forse è stato azzerato.</translation>
    </message>
    <message>
        <source>The keyring has another key</source>
        <translation>Il portachiavi ha un’altra chiave</translation>
    </message>
    <message>
        <source>What you keep on this computer is encrypted. What the keyring has in the place of its key does not open it.</source>
        <translation>Ciò che conservi su questo computer è cifrato. Quella che ora è nel portachiavi, al posto della chiave giusta, non lo apre.</translation>
    </message>
    <message>
        <source>Without the passphrase</source>
        <translation>Senza la frase segreta</translation>
    </message>
    <message>
        <source>Nobody can read what is on this computer without it, nor can we. You can try again, or begin anew: what is here is kept aside, and opens when the passphrase comes back to you.</source>
        <translation>Senza, nessuno può leggere ciò che è su questo computer, nemmeno noi. Puoi riprovare o ricominciare: ciò che è qui viene messo da parte, e si apre quando la frase ti torna in mente.</translation>
    </message>
    <message>
        <source>Nothing is lost: the password you last used on this computer opens it, even if it was changed elsewhere since.</source>
        <translation>Nulla è perso: lo apre l’ultima password che hai usato su questo computer, anche se poi è stata cambiata altrove.</translation>
    </message>
    <message>
        <source>Nothing is lost: the passphrase from before opens it.</source>
        <translation>Nulla è perso: lo apre la frase segreta di prima.</translation>
    </message>
    <message>
        <source>Your data is untouched: bring the keyring back and try again, or begin anew.</source>
        <translation>I tuoi dati sono intatti: ripristina il portachiavi e riprova, o ricomincia.</translation>
    </message>
    <message>
        <source>Remove what was kept aside?</source>
        <translation>Rimuovere ciò che era stato messo da parte?</translation>
    </message>
    <message>
        <source>Nobody can see what in it was never sent. Once removed it can&apos;t be brought back, not even with the key.</source>
        <translation>Nessuno può vedere che cosa non è mai stato inviato. Una volta rimosso non si può recuperare, nemmeno con la chiave.</translation>
    </message>
    <message>
        <source>Begin anew?</source>
        <translation>Ricominciare?</translation>
    </message>
    <message>
        <source>What is on this computer, also what was not sent, stays in a folder of its own, encrypted as it is. You sign in again, and everything the helpdesk has comes back. When the key returns, you can open the old folder from the sign-in page.</source>
        <translation>Ciò che è su questo computer, anche ciò che non è stato inviato, resta in una cartella a parte, cifrato com’è. Accedi di nuovo, e torna tutto ciò che ha l’assistenza. Quando la chiave torna, puoi aprire la vecchia cartella dalla pagina di accesso.</translation>
    </message>
</context>
<context>
    <name>KnownAccounts</name>
    <message>
        <source>Already on this computer</source>
        <translation>Già su questo computer</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>a ticket without a subject</source>
        <translation>un ticket senza oggetto</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Bozza</translation>
    </message>
    <message>
        <source>Draft of a reply</source>
        <translation>Bozza di risposta</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>The disk is full</source>
        <translation>Il disco è pieno</translation>
    </message>
    <message>
        <source>Everything up to {time} is on this computer.</source>
        <translation>Tutto fino a {time} è su questo computer.</translation>
    </message>
    <message>
        <source>Up to date, {time}</source>
        <translation>Aggiornato, {time}</translation>
    </message>
    <message>
        <source>What you wrote last is safe. Make some room, so that more can be saved.</source>
        <translation>Ciò che hai scritto per ultimo è al sicuro. Libera un po’ di spazio, per poter salvare altro.</translation>
    </message>
    <message>
        <source>Nothing more can be saved until there is room. What was saved before is safe.</source>
        <translation>Finché non c’è spazio non si può salvare altro. Ciò che era già salvato è al sicuro.</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>In linea</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Sincronizzazione</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Avvio</translation>
    </message>
    <message>
        <source>Another Sportello is sending</source>
        <translation>Sta inviando un altro Sportello</translation>
    </message>
    <message>
        <source>Sign-in needed</source>
        <translation>Accesso necessario</translation>
    </message>
    <message>
        <source>Certificate not trusted</source>
        <translation>Certificato non attendibile</translation>
    </message>
    <message>
        <source>Proxy in the way</source>
        <translation>Il proxy blocca</translation>
    </message>
    <message>
        <source>This network wants a sign-in</source>
        <translation>Questa rete richiede un accesso</translation>
    </message>
    <message>
        <source>The disk does not cooperate</source>
        <translation>Il disco non collabora</translation>
    </message>
    <message>
        <source>Helpdesk down since {time}</source>
        <translation>Assistenza ferma da {time}</translation>
    </message>
    <message>
        <source>Helpdesk down</source>
        <translation>Assistenza ferma</translation>
    </message>
    <message>
        <source>Helpdesk out of reach since {time}</source>
        <translation>Assistenza irraggiungibile da {time}</translation>
    </message>
    <message>
        <source>Helpdesk out of reach</source>
        <translation>Assistenza irraggiungibile</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Non in linea da {time}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Non in linea</translation>
    </message>
    <message>
        <source>The session ended; your work is kept.</source>
        <translation>La sessione è terminata; il tuo lavoro è conservato.</translation>
    </message>
    <message>
        <source>The server answers, but this computer does not trust its certificate.</source>
        <translation>Il server risponde, ma questo computer non si fida del suo certificato.</translation>
    </message>
    <message>
        <source>Check the proxy in the preferences.</source>
        <translation>Controlla il proxy nelle preferenze.</translation>
    </message>
    <message>
        <source>Nothing can be saved or fetched right now; check space and permissions.</source>
        <translation>Al momento non si può salvare né ricevere nulla; controlla spazio e permessi.</translation>
    </message>
    <message>
        <source>Open a browser and sign in to the network.</source>
        <translation>Apri un browser e accedi alla rete.</translation>
    </message>
    <message>
        <source>It talks to the helpdesk right now; this window goes on when it has finished.</source>
        <translation>È in contatto con l’assistenza; questa finestra riprende quando ha finito.</translation>
    </message>
</context>
<context>
    <name>MachineDetail</name>
    <message>
        <source>Back to the machines</source>
        <translation>Torna alle macchine</translation>
    </message>
    <message>
        <source>Open a ticket for this machine</source>
        <translation>Nuovo ticket sulla macchina</translation>
    </message>
    <message>
        <source>Ask about this machine</source>
        <translation>Chiedi informazioni</translation>
    </message>
    <message>
        <source>none open</source>
        <translation>nessuno aperto</translation>
    </message>
    <message>
        <source>No tickets about this machine yet</source>
        <translation>Ancora nessun ticket su questa macchina</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Matricola</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modello</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Sede</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linea</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installata</translation>
    </message>
    <message>
        <source>Announcement: {title}</source>
        <translation>Avviso: {title}</translation>
    </message>
</context>
<context>
    <name>MachinePage</name>
    <message>
        <source>No machines have arrived from the helpdesk yet. Say below which one it is.</source>
        <translation>Dall’assistenza non sono ancora arrivate macchine. Scrivi sotto qual è.</translation>
    </message>
    <message>
        <source>No machine matches “{query}”.</source>
        <translation>Nessuna macchina corrisponde a «{query}».</translation>
    </message>
    <message>
        <source>Which machine is it about?</source>
        <translation>Di quale macchina si tratta?</translation>
    </message>
    <message>
        <source>Search by name, serial or site, or scan the code</source>
        <translation>Cerca per nome, matricola o sede, o leggi il codice</translation>
    </message>
    <message>
        <source>Search machines</source>
        <translation>Cerca macchine</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Macchine</translation>
    </message>
    <message>
        <source>My machine is not in the list</source>
        <translation>La mia macchina non è nell’elenco</translation>
    </message>
    <message>
        <source>It is not about a machine</source>
        <translation>Non riguarda una macchina</translation>
    </message>
    <message>
        <source>Which machine is it? Name, serial, place, whatever you know</source>
        <translation>Qual è la macchina? Nome, matricola, posto, quello che sai</translation>
    </message>
</context>
<context>
    <name>Machines</name>
    <message>
        <source>Recent</source>
        <translation>Recenti</translation>
    </message>
    <message>
        <source>Without a site</source>
        <translation>Senza sede</translation>
    </message>
</context>
<context>
    <name>MachinesPage</name>
    <message>
        <source>Search machines, serial numbers, sites…</source>
        <translation>Cerca macchine, matricole, sedi…</translation>
    </message>
    <message>
        <source>Search machines</source>
        <translation>Cerca macchine</translation>
    </message>
    <message>
        <source>Folders and pages</source>
        <translation>Cartelle e pagine</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Macchine</translation>
    </message>
    <message>
        <source>No machine has the serial number “{serial}”</source>
        <translation>Nessuna macchina ha la matricola «{serial}»</translation>
    </message>
    <message>
        <source>Check the code, or open a ticket about a machine that is not in the list.</source>
        <translation>Controlla il codice, o apri un ticket su una macchina che non è nell’elenco.</translation>
    </message>
    <message>
        <source>Open a ticket for “{serial}”</source>
        <translation>Apri un ticket per «{serial}»</translation>
    </message>
    <message>
        <source>No machine chosen</source>
        <translation>Nessuna macchina scelta</translation>
    </message>
    <message>
        <source>Choose one to see its facts and tickets, or scan its serial number anywhere on this page.</source>
        <translation>Scegline una per vederne i dati e i ticket, o leggine la matricola con lo scanner ovunque in questa pagina.</translation>
    </message>
    <message>
        <source>No machines found</source>
        <translation>Nessuna macchina trovata</translation>
    </message>
    <message>
        <source>Machines of your company appear here.</source>
        <translation>Qui appaiono le macchine della tua azienda.</translation>
    </message>
</context>
<context>
    <name>Mail</name>
    <message>
        <source>This helpdesk takes no e-mail.</source>
        <translation>Questa assistenza non accetta e-mail.</translation>
    </message>
    <message>
        <source>Your own e-mail address is not known to the helpdesk.</source>
        <translation>L’assistenza non conosce il tuo indirizzo e-mail.</translation>
    </message>
    <message>
        <source>It is on its way already.</source>
        <translation>È già in viaggio.</translation>
    </message>
    <message>
        <source>There is something to decide about it first.</source>
        <translation>Prima c’è qualcosa da decidere.</translation>
    </message>
    <message>
        <source>It may have been sent before: decide first whether it is sent again.</source>
        <translation>Forse è già stato inviato: prima decidi se inviarlo di nuovo.</translation>
    </message>
    <message>
        <source>Something you did earlier in this ticket goes first.</source>
        <translation>Prima deve partire qualcosa di precedente in questo ticket.</translation>
    </message>
    <message>
        <source>Details can&apos;t be changed by e-mail.</source>
        <translation>I dettagli non si possono cambiare per e-mail.</translation>
    </message>
    <message>
        <source>It has no text to send by e-mail.</source>
        <translation>Non ha un testo da inviare per e-mail.</translation>
    </message>
    <message>
        <source>It can&apos;t go by e-mail</source>
        <translation>Non può partire per e-mail</translation>
    </message>
    <message>
        <source>The mail server said: {words}</source>
        <translation>Il server di posta ha detto: {words}</translation>
    </message>
    <message>
        <source>No mail program opened</source>
        <translation>Non si è aperto nessun programma di posta</translation>
    </message>
    <message>
        <source>This computer has no program for e-mail, or it did not start.</source>
        <translation>Questo computer non ha un programma di posta, o non si è avviato.</translation>
    </message>
    <message>
        <source>It can go by e-mail as soon as its ticket has a number.</source>
        <translation>Può partire per e-mail appena il suo ticket ha un numero.</translation>
    </message>
    <message>
        <source>Its files are too large for an e-mail: at most {size} in all.</source>
        <translation>I suoi file sono troppo grandi per un’e-mail: al massimo {size} in tutto.</translation>
    </message>
    <message>
        <source>Save the e-mail as a file instead, or set up a mail server in the preferences.</source>
        <translation>Salva invece l’e-mail come file, o imposta un server di posta nelle preferenze.</translation>
    </message>
    <message>
        <source>The e-mail was not sent</source>
        <translation>L’e-mail non è partita</translation>
    </message>
    <message>
        <source>Check the mail server in the preferences.</source>
        <translation>Controlla il server di posta nelle preferenze.</translation>
    </message>
    <message>
        <source>The mail server can&apos;t be reached</source>
        <translation>Il server di posta non è raggiungibile</translation>
    </message>
    <message>
        <source>There is no connection to it, or it ended half-way. Nothing was sent.</source>
        <translation>Non c’è connessione, o si è interrotta a metà. Non è stato inviato nulla.</translation>
    </message>
    <message>
        <source>Try again later, or use your mail program.</source>
        <translation>Riprova più tardi, o usa il tuo programma di posta.</translation>
    </message>
    <message>
        <source>The mail server&apos;s certificate is not trusted</source>
        <translation>Il certificato del server di posta non è attendibile</translation>
    </message>
    <message>
        <source>It answered, but this computer does not trust its certificate.</source>
        <translation>Ha risposto, ma questo computer non si fida del suo certificato.</translation>
    </message>
    <message>
        <source>Check its name in the preferences, and this computer&apos;s date and time.</source>
        <translation>Controlla il suo nome nelle preferenze, e data e ora di questo computer.</translation>
    </message>
    <message>
        <source>The connection would not be private</source>
        <translation>La connessione non sarebbe riservata</translation>
    </message>
    <message>
        <source>The mail server does not encrypt in the way that is set up.</source>
        <translation>Il server di posta non cifra nel modo impostato.</translation>
    </message>
    <message>
        <source>Choose another encryption or port in the preferences.</source>
        <translation>Scegli un’altra cifratura o porta nelle preferenze.</translation>
    </message>
    <message>
        <source>The mail server did not let you in</source>
        <translation>Il server di posta non ti ha fatto entrare</translation>
    </message>
    <message>
        <source>The user name or the password is not right.</source>
        <translation>Il nome utente o la password non sono giusti.</translation>
    </message>
    <message>
        <source>The mail server does not take e-mail from your address.</source>
        <translation>Il server di posta non accetta e-mail dal tuo indirizzo.</translation>
    </message>
    <message>
        <source>The mail server does not take e-mail to the helpdesk&apos;s address.</source>
        <translation>Il server di posta non accetta e-mail per l’indirizzo dell’assistenza.</translation>
    </message>
    <message>
        <source>The e-mail is larger than the mail server takes.</source>
        <translation>L’e-mail è più grande di quanto il server di posta accetti.</translation>
    </message>
    <message>
        <source>Make its files smaller, or send it without e-mail later.</source>
        <translation>Riduci i file, o invia più tardi senza e-mail.</translation>
    </message>
    <message>
        <source>The mail server can&apos;t carry the characters of one of the addresses.</source>
        <translation>Il server di posta non sa trasmettere i caratteri di uno degli indirizzi.</translation>
    </message>
    <message>
        <source>The mail server refused the e-mail.</source>
        <translation>Il server di posta ha rifiutato l’e-mail.</translation>
    </message>
    <message>
        <source>Use your mail program, or send it without e-mail later.</source>
        <translation>Usa il tuo programma di posta, o invia più tardi senza e-mail.</translation>
    </message>
    <message>
        <source>Type the password again. Some servers want one made for programs.</source>
        <translation>Scrivi di nuovo la password. Alcuni server ne vogliono una creata apposta per i programmi.</translation>
    </message>
    <message>
        <source>The mail server wants a user name and a password.</source>
        <translation>Il server di posta vuole un nome utente e una password.</translation>
    </message>
    <message>
        <source>The mail server knows no way of signing in that works here.</source>
        <translation>Il server di posta non conosce un modo di accedere che funzioni da qui.</translation>
    </message>
    <message>
        <source>Ask your helpdesk for its e-mail address.</source>
        <translation>Chiedi alla tua assistenza il suo indirizzo e-mail.</translation>
    </message>
    <message>
        <source>Use your mail program.</source>
        <translation>Usa il tuo programma di posta.</translation>
    </message>
    <message>
        <source>The mail server asks for patience.</source>
        <translation>Il server di posta chiede un po’ di pazienza.</translation>
    </message>
    <message>
        <source>Try again in a few minutes.</source>
        <translation>Riprova fra qualche minuto.</translation>
    </message>
    <message>
        <source>You stopped it before anything left.</source>
        <translation>L’hai interrotta prima che partisse qualcosa.</translation>
    </message>
</context>
<context>
    <name>Mailing</name>
    <message>
        <source>Was the e-mail really not sent?</source>
        <translation>Hai la certezza che l’e-mail non sia partita?</translation>
    </message>
    <message>
        <source>Send without e-mail?</source>
        <translation>Inviare senza e-mail?</translation>
    </message>
    <message>
        <source>If it was sent, the helpdesk may get this twice. Sportello asks first whether the helpdesk has it, but an e-mail can take a while to arrive.</source>
        <translation>Se è partita, l’assistenza potrebbe riceverlo due volte. Sportello chiede prima all’assistenza se lo ha già, ma un’e-mail può impiegare un po’ ad arrivare.</translation>
    </message>
    <message>
        <source>It was not: send it</source>
        <translation>Non è partita: invia</translation>
    </message>
    <message>
        <source>Wait for the e-mail</source>
        <translation>Attendi l’e-mail</translation>
    </message>
    <message>
        <source>The helpdesk has it already.</source>
        <translation>L’assistenza lo ha già.</translation>
    </message>
</context>
<context>
    <name>MistakeBox</name>
    <message>
        <source>Sportello made a mistake</source>
        <translation>Sportello ha commesso un errore</translation>
    </message>
    <message>
        <source>What you wrote is safe. If something looks wrong, start Sportello again. The log is in {folder}.</source>
        <translation>Ciò che hai scritto è al sicuro. Se qualcosa non sembra giusto, riavvia Sportello. Il registro è in {folder}.</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>Rete</translation>
    </message>
    <message>
        <source>Large files wait while the connection is metered</source>
        <translation>I file grandi attendono se la connessione è a consumo</translation>
    </message>
    <message>
        <source>Files of more than 1 MB in all wait for a connection without a data limit. Texts are sent at once.</source>
        <translation>I file che insieme superano 1 MB attendono una connessione senza limiti di dati. I testi partono subito.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>Come il sistema</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nessuno</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Questo</translation>
    </message>
    <message>
        <source>Host and port</source>
        <translation>Host e porta</translation>
    </message>
    <message>
        <source>proxy.example.com:8080</source>
        <translation>proxy.azienda.example:8080</translation>
    </message>
</context>
<context>
    <name>NewsCard</name>
    <message>
        <source>From the helpdesk</source>
        <translation>Dall’assistenza</translation>
    </message>
</context>
<context>
    <name>NewsCounts</name>
    <message numerus="yes">
        <source>%n ticket(s) accepted</source>
        <translation>
            <numerusform>%n ticket accettato</numerusform>
            <numerusform>%n ticket accettati</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reply(ies)</source>
        <translation>
            <numerusform>%n risposta</numerusform>
            <numerusform>%n risposte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of status</source>
        <translation>
            <numerusform>%n cambio di stato</numerusform>
            <numerusform>%n cambi di stato</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n announcement(s)</source>
        <translation>
            <numerusform>%n avviso</numerusform>
            <numerusform>%n avvisi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) need(s) you</source>
        <translation>
            <numerusform>%n elemento tocca a te</numerusform>
            <numerusform>%n elementi toccano a te</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n altra novità</numerusform>
            <numerusform>%n altre novità</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n news while notices were quiet</source>
        <translation>
            <numerusform>%n novità mentre le notifiche tacevano</numerusform>
            <numerusform>%n novità mentre le notifiche tacevano</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n news from the helpdesk</source>
        <translation>
            <numerusform>%n novità dall’assistenza</numerusform>
            <numerusform>%n novità dall’assistenza</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) of yours that it no longer had go(es) out again.</source>
        <translation>
            <numerusform>%n tuo elemento che non aveva più viene inviato di nuovo.</numerusform>
            <numerusform>%n tuoi elementi che non aveva più vengono inviati di nuovo.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeAnswers</name>
    <message>
        <source>Your answer could not be kept with its ticket</source>
        <translation>Non è stato possibile conservare la tua risposta nel suo ticket</translation>
    </message>
    <message>
        <source>It is in the clipboard: paste it where you want to keep it.</source>
        <translation>È negli appunti: incollala dove vuoi conservarla.</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The helpdesk has your ticket: {number}</source>
        <translation>L’assistenza ha il tuo ticket: {number}</translation>
    </message>
    <message>
        <source>The helpdesk</source>
        <translation>L’assistenza</translation>
    </message>
    <message>
        <source>{who} answered {number}</source>
        <translation>{who} ha risposto a {number}</translation>
    </message>
    <message>
        <source>{number} is now: {status}</source>
        <translation>{number} ora è: {status}</translation>
    </message>
    <message>
        <source>News from the helpdesk</source>
        <translation>Novità dall’assistenza</translation>
    </message>
    <message>
        <source>Something needs you</source>
        <translation>C’è qualcosa che tocca a te</translation>
    </message>
    <message>
        <source>It was not sent yet.</source>
        <translation>Non è stato ancora inviato.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Rispondi</translation>
    </message>
    <message>
        <source>The helpdesk was restored from a backup</source>
        <translation>L’assistenza è stata ripristinata da un backup</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Il disco è pieno</translation>
    </message>
    <message>
        <source>What you wrote last is safe. Make some room on this computer, so that more can be saved.</source>
        <translation>Ciò che hai scritto per ultimo è al sicuro. Libera un po’ di spazio su questo computer, per poter salvare altro.</translation>
    </message>
    <message>
        <source>Open Sportello to read them.</source>
        <translation>Apri Sportello per leggerle.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Apri</translation>
    </message>
</context>
<context>
    <name>NoticesPage</name>
    <message>
        <source>Notices</source>
        <translation>Notifiche</translation>
    </message>
    <message>
        <source>Tell me about answers, changes and what needs me</source>
        <translation>Avvisami di risposte, cambiamenti e di ciò che tocca a me</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Silenzio dalle</translation>
    </message>
    <message>
        <source>until</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Silenzio fino alle</translation>
    </message>
    <message>
        <source>What comes in the quiet hours is told once, when they are over.</source>
        <translation>Ciò che arriva nelle ore di silenzio si annuncia una volta sola, quando sono finite.</translation>
    </message>
</context>
<context>
    <name>OpenTicketWizard</name>
    <message>
        <source>A file is still being copied. It takes only a moment.</source>
        <translation>Un file è ancora in copia. Ci vuole solo un momento.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Nuovo ticket</translation>
    </message>
</context>
<context>
    <name>OutboxItem</name>
    <message>
        <source>Retry now</source>
        <translation>Riprova ora</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Decidi…</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Modifica</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Elimina…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Accedi</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Invia comunque</translation>
    </message>
    <message>
        <source>Send by e-mail…</source>
        <translation>Invia per e-mail…</translation>
    </message>
    <message>
        <source>The e-mail was not sent</source>
        <translation>L’e-mail non è partita</translation>
    </message>
    <message>
        <source>Send without e-mail…</source>
        <translation>Invia senza e-mail…</translation>
    </message>
    <message>
        <source>Show ticket</source>
        <translation>Mostra il ticket</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>Caricamento</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Folders and pages</source>
        <translation>Cartelle e pagine</translation>
    </message>
    <message>
        <source>Sent lately</source>
        <translation>Inviati di recente</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>Tutto è stato inviato</translation>
    </message>
    <message>
        <source>What you write without a network waits here and is sent by itself.</source>
        <translation>Ciò che scrivi senza rete attende qui e parte da sé.</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>In uscita</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sincronizza ora</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>This passphrase does not open the data. Try again.</source>
        <translation>Questa frase segreta non apre i dati. Riprova.</translation>
    </message>
    <message>
        <source>At least {count} characters, please.</source>
        <translation>Almeno {count} caratteri, per favore.</translation>
    </message>
    <message>
        <source>The two are not the same. Type it once more.</source>
        <translation>Le due non sono uguali. Scrivila ancora una volta.</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>Scrivi la frase segreta.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase segreta</translation>
    </message>
    <message>
        <source>I no longer know it…</source>
        <translation>Non la ricordo più…</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>Scegli una frase segreta</translation>
    </message>
    <message>
        <source>This computer has no keyring that Sportello can use. What you keep here is therefore encrypted with a passphrase, and you will be asked for it at every start. Nobody can recover it: without it, what was not sent yet is lost.</source>
        <translation>Questo computer non ha un portachiavi che Sportello possa usare. Ciò che conservi qui è quindi cifrato con una frase segreta, che ti sarà chiesta a ogni avvio. Nessuno può recuperarla: senza di essa, ciò che non è ancora stato inviato è perso.</translation>
    </message>
    <message>
        <source>Encrypt and go on</source>
        <translation>Cifra e continua</translation>
    </message>
    <message>
        <source>Protect with a passphrase</source>
        <translation>Proteggi con una frase segreta</translation>
    </message>
    <message>
        <source>From now on this passphrase alone opens what you keep on this computer: neither the keyring nor your password does. You will be asked for it at every start, and nobody can recover it.</source>
        <translation>D’ora in poi solo questa frase segreta apre ciò che conservi su questo computer: non lo fanno né il portachiavi né la tua password. Ti sarà chiesta a ogni avvio, e nessuno può recuperarla.</translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>Proteggi</translation>
    </message>
    <message>
        <source>Unlock your data</source>
        <translation>Sblocca i tuoi dati</translation>
    </message>
    <message>
        <source>The data on this computer is encrypted with the passphrase that you chose.</source>
        <translation>I dati su questo computer sono cifrati con la frase segreta che hai scelto.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Sblocca</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>La stessa ancora una volta</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>Hide password</source>
        <translation>Nascondi la password</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Mostra la password</translation>
    </message>
</context>
<context>
    <name>Plurals</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minuto fa</numerusform>
            <numerusform>%n minuti fa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n ora fa</numerusform>
            <numerusform>%n ore fa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>circa %n minuto</numerusform>
            <numerusform>circa %n minuti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>circa %n ora</numerusform>
            <numerusform>circa %n ore</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n elemento</numerusform>
            <numerusform>%n elementi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n ticket</numerusform>
            <numerusform>%n ticket</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open ticket(s)</source>
        <translation>
            <numerusform>%n ticket aperto</numerusform>
            <numerusform>%n ticket aperti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n aperto</numerusform>
            <numerusform>%n aperti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) need(s) you.</source>
        <translation>
            <numerusform>%n elemento attende un tuo intervento.</numerusform>
            <numerusform>%n elementi attendono un tuo intervento.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) on the way.</source>
        <translation>
            <numerusform>%n elemento in viaggio.</numerusform>
            <numerusform>%n elementi in viaggio.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be sent in a moment.</source>
        <translation>
            <numerusform>%n elemento sarà inviato fra un momento.</numerusform>
            <numerusform>%n elementi saranno inviati fra un momento.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) with large files wait(s): this connection is metered.</source>
        <translation>
            <numerusform>%n elemento con file grandi attende: connessione a consumo.</numerusform>
            <numerusform>%n elementi con file grandi attendono: connessione a consumo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s) vanished from the helpdesk at once.</source>
        <translation>
            <numerusform>%n ticket è sparito di colpo dall’assistenza.</numerusform>
            <numerusform>%n ticket sono spariti di colpo dall’assistenza.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be sent by itself/themselves.</source>
        <translation>
            <numerusform>%n elemento sarà inviato da sé.</numerusform>
            <numerusform>%n elementi saranno inviati da sé.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n earlier message(s)</source>
        <translation>
            <numerusform>Mostra %n messaggio precedente</numerusform>
            <numerusform>Mostra %n messaggi precedenti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n non letto</numerusform>
            <numerusform>%n non letti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <comment>announcements</comment>
        <translation>
            <numerusform>%n non letto</numerusform>
            <numerusform>%n non letti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>e %n altro</numerusform>
            <numerusform>e altri %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Throw away %n unsent item(s)</source>
        <translation>
            <numerusform>Elimina %n elemento non inviato</numerusform>
            <numerusform>Elimina %n elementi non inviati</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent</source>
        <translation>
            <numerusform>%n non inviato</numerusform>
            <numerusform>%n non inviati</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n tocca a te</numerusform>
            <numerusform>%n toccano a te</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) came from a copy and wait(s) for your word in the outbox.</source>
        <translation>
            <numerusform>%n elemento viene da una copia e attende la tua decisione in «In uscita».</numerusform>
            <numerusform>%n elementi vengono da una copia e attendono la tua decisione in «In uscita».</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attached file(s) that nothing names any more stay(s) here, too.</source>
        <translation>
            <numerusform>Anche %n allegato rimasto senza testo è conservato qui.</numerusform>
            <numerusform>Anche %n allegati rimasti senza testo sono conservati qui.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PortRow</name>
    <message>
        <source>Type a number from 1 to 65535.</source>
        <translation>Scrivi un numero da 1 a 65535.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>This can&apos;t be kept for the next start: {reason}</source>
        <translation>Non si può conservare per il prossimo avvio: {reason}</translation>
    </message>
    <message>
        <source>Pages of the preferences</source>
        <translation>Pagine delle preferenze</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferenze</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Chiudi</translation>
    </message>
</context>
<context>
    <name>PriorityCard</name>
    <message>
        <source>Close the questions</source>
        <translation>Chiudi le domande</translation>
    </message>
    <message>
        <source>Help me choose</source>
        <translation>Aiutami a scegliere</translation>
    </message>
    <message>
        <source>How urgent is it?</source>
        <translation>Quanto è urgente?</translation>
    </message>
    <message>
        <source>Without a choice the helpdesk decides.</source>
        <translation>Senza una scelta decide l’assistenza.</translation>
    </message>
    <message>
        <source>Priority: {name}</source>
        <translation>Priorità: {name}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fatto</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambia</translation>
    </message>
    <message>
        <source>Change the priority</source>
        <translation>Cambia la priorità</translation>
    </message>
    <message>
        <source>“{guidance}”</source>
        <translation>«{guidance}»</translation>
    </message>
    <message>
        <source>Suggested because {reason}.</source>
        <translation>Suggerita perché {reason}.</translation>
    </message>
    <message>
        <source>Suggested because of the machine&apos;s state: {state}.</source>
        <translation>Suggerita per lo stato della macchina: {state}.</translation>
    </message>
</context>
<context>
    <name>PriorityHelp</name>
    <message>
        <source>Suggested: {priority}, because {reason}.</source>
        <translation>Suggerita: {priority}, perché {reason}.</translation>
    </message>
    <message>
        <source>Use {priority}</source>
        <translation>Usa «{priority}»</translation>
    </message>
    <message>
        <source>Can you go on working?</source>
        <translation>Puoi continuare a lavorare?</translation>
    </message>
    <message>
        <source>How many people are affected?</source>
        <translation>Quante persone sono coinvolte?</translation>
    </message>
    <message>
        <source>Does it concern a central system: a server, the web, e-mail, the network of everybody?</source>
        <translation>Riguarda un sistema centrale: un server, il web, l’e-mail, la rete di tutti?</translation>
    </message>
    <message>
        <source>With difficulty</source>
        <translation>Con difficoltà</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Non so</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Solo io</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>Più persone</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Tutti</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sì</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The server did not take it. Edit it, or try again.</source>
        <translation>Il server non l’ha accettato. Modificalo, o riprova.</translation>
    </message>
    <message>
        <source>The ticket was closed meanwhile. Your text is kept here.</source>
        <translation>Nel frattempo il ticket è stato chiuso. Il tuo testo è conservato qui.</translation>
    </message>
    <message>
        <source>The helpdesk put this ticket together with another one. Your text is kept here.</source>
        <translation>L’assistenza ha unito questo ticket a un altro. Il tuo testo è conservato qui.</translation>
    </message>
    <message>
        <source>The ticket changed at the helpdesk meanwhile. Look at it, then decide.</source>
        <translation>Nel frattempo il ticket è cambiato presso l’assistenza. Guardalo, poi decidi.</translation>
    </message>
    <message>
        <source>A file is missing on this computer. Edit this and attach it again.</source>
        <translation>Su questo computer manca un file. Modifica e allegalo di nuovo.</translation>
    </message>
    <message>
        <source>It is larger than the helpdesk takes: edit it and make it smaller.</source>
        <translation>È più grande di quanto l’assistenza accetti: modificalo e riducilo.</translation>
    </message>
    <message>
        <source>The helpdesk does not take files of this type: edit it and remove them.</source>
        <translation>L’assistenza non accetta file di questo tipo: modifica e rimuovili.</translation>
    </message>
    <message>
        <source>The helpdesk no longer has this ticket, or you may not see it. Your text is kept here.</source>
        <translation>L’assistenza non ha più questo ticket, o non puoi vederlo. Il tuo testo è conservato qui.</translation>
    </message>
    <message>
        <source>There is a message that you have not seen. Read it, then decide whether to close.</source>
        <translation>C’è un messaggio che non hai visto. Leggilo, poi decidi se chiudere.</translation>
    </message>
    <message>
        <source>Somebody else changed the same details meanwhile. Compare the two, then decide.</source>
        <translation>Nel frattempo qualcun altro ha cambiato gli stessi dettagli. Confronta, poi decidi.</translation>
    </message>
    <message>
        <source>The helpdesk does not allow this for your account. Ask there, or discard it.</source>
        <translation>L’assistenza non lo permette al tuo account. Chiedi lì, o eliminalo.</translation>
    </message>
    <message>
        <source>Please edit it: the helpdesk did not accept it as it is.</source>
        <translation>Modificalo, per favore: l’assistenza non l’ha accettato così com’è.</translation>
    </message>
    <message>
        <source>It came from a copy of the outbox and may have been sent or taken back since. Decide whether it is sent.</source>
        <translation>Viene da una copia di «In uscita» e forse è già stato inviato o ritirato. Decidi tu se inviarlo.</translation>
    </message>
    <message>
        <source>You said that the e-mail was not sent. Try again to send this without e-mail, or edit it first.</source>
        <translation>Hai detto che l’e-mail non è partita. Riprova per inviare senza e-mail, o prima modifica.</translation>
    </message>
    <message>
        <source>The mail server&apos;s answer got lost: the e-mail may have been sent. Wait for the helpdesk to show it.</source>
        <translation>La risposta del server di posta si è persa: forse l’e-mail è partita. Attendi che compaia presso l’assistenza.</translation>
    </message>
    <message>
        <source>The helpdesk was restored and no longer shows what you sent by e-mail. Decide whether it is sent without e-mail.</source>
        <translation>L’assistenza è stata ripristinata e non mostra più ciò che hai inviato per e-mail. Decidi se inviarlo senza e-mail.</translation>
    </message>
    <message>
        <source>The helpdesk has something else under the same id. Edit it and send it anew.</source>
        <translation>L’assistenza ha qualcos’altro con lo stesso identificativo. Modificalo e invialo di nuovo.</translation>
    </message>
    <message>
        <source>The helpdesk had a problem with it. It is tried again by itself.</source>
        <translation>L’assistenza ha avuto un problema. Si riproverà da sé.</translation>
    </message>
    <message>
        <source>The helpdesk is busy. It is tried again by itself.</source>
        <translation>L’assistenza è occupata. Si riproverà da sé.</translation>
    </message>
    <message>
        <source>The connection broke. It goes on by itself from where it stopped.</source>
        <translation>La connessione è caduta. Riprenderà da sé da dove si era fermata.</translation>
    </message>
    <message>
        <source>This computer does not trust the server&apos;s certificate. Check date and time.</source>
        <translation>Questo computer non si fida del certificato del server. Controlla data e ora.</translation>
    </message>
    <message>
        <source>The proxy does not let us through. Check it in the preferences.</source>
        <translation>Il proxy non ci lascia passare. Controllalo nelle preferenze.</translation>
    </message>
    <message>
        <source>This network wants a sign-in first. Open a browser and sign in there.</source>
        <translation>Questa rete vuole prima un accesso. Apri un browser e accedi lì.</translation>
    </message>
    <message>
        <source>Please sign in again; everything goes on from there.</source>
        <translation>Accedi di nuovo; tutto riprende da lì.</translation>
    </message>
</context>
<context>
    <name>ProxyAddressRow</name>
    <message>
        <source>Without user name and password, please: anybody could read them on the disk.</source>
        <translation>Senza nome utente e password, per favore: chiunque potrebbe leggerli sul disco.</translation>
    </message>
    <message>
        <source>Type host and port of an HTTP proxy, such as proxy.example.com:8080.</source>
        <translation>Scrivi host e porta di un proxy HTTP, per esempio proxy.azienda.example:8080.</translation>
    </message>
</context>
<context>
    <name>QueueCard</name>
    <message>
        <source>Answered in order of arrival</source>
        <translation>Si risponde in ordine di arrivo</translation>
    </message>
    <message>
        <source>This helpdesk answers strictly in turn; there is no priority to choose. Adding to a ticket that waits for its answer, or opening a second one for the same problem, does not speed it up.</source>
        <translation>Questa assistenza risponde rigorosamente in ordine di arrivo; non c’è una priorità da scegliere. Aggiungere qualcosa a un ticket in attesa di risposta, o aprirne un secondo per lo stesso problema, non accelera nulla.</translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <source>Folders and pages</source>
        <translation>Cartelle e pagine</translation>
    </message>
</context>
<context>
    <name>RecurrenceWords</name>
    <message>
        <source>Trouble once in the last 12 months, on {date}</source>
        <translation>Un problema negli ultimi 12 mesi: {date}</translation>
    </message>
    <message numerus="yes">
        <source>Happened again: trouble %n time(s) in the last 12 months</source>
        <translation>
            <numerusform>Si ripete: %n problema negli ultimi 12 mesi</numerusform>
            <numerusform>Si ripete: %n problemi negli ultimi 12 mesi</numerusform>
        </translation>
    </message>
    <message>
        <source>{counted}, the last on {date}</source>
        <translation>{counted}, l’ultimo: {date}</translation>
    </message>
    <message>
        <source>Second time (first: {month})</source>
        <translation>Seconda volta (la prima: {month})</translation>
    </message>
    <message>
        <source>Third time (first: {month})</source>
        <translation>Terza volta (la prima: {month})</translation>
    </message>
    <message>
        <source>Fourth time (first: {month})</source>
        <translation>Quarta volta (la prima: {month})</translation>
    </message>
    <message>
        <source>Fifth time (first: {month})</source>
        <translation>Quinta volta (la prima: {month})</translation>
    </message>
    <message>
        <source>Time number {number} (first: {month})</source>
        <translation>{number}ª volta (la prima: {month})</translation>
    </message>
    <message>
        <source>The last time was on {date}. Say in the description what was done then, if you know.</source>
        <translation>L’ultima volta: {date}. Se lo sai, scrivi nella descrizione che cosa si è fatto allora.</translation>
    </message>
</context>
<context>
    <name>RemovalBanner</name>
    <message>
        <source>That many at once may be a mistake there. They stay readable here until you decide; your own work is safe.</source>
        <translation>Così tanti insieme: forse è un errore dell’assistenza. Qui restano leggibili finché non decidi; il tuo lavoro è al sicuro.</translation>
    </message>
    <message>
        <source>Ask the helpdesk again</source>
        <translation>Chiedi di nuovo all’assistenza</translation>
    </message>
    <message>
        <source>Remove them here too</source>
        <translation>Rimuovili anche qui</translation>
    </message>
</context>
<context>
    <name>ReplyDesk</name>
    <message>
        <source>Draft saved</source>
        <translation>Bozza salvata</translation>
    </message>
</context>
<context>
    <name>RequestTypePage</name>
    <message>
        <source>What is your ticket about?</source>
        <translation>Di che cosa tratta il ticket?</translation>
    </message>
    <message>
        <source>What you can choose here has not arrived from the helpdesk yet. It comes with the first sync.</source>
        <translation>Ciò che si può scegliere qui non è ancora arrivato dall’assistenza. Arriva con la prima sincronizzazione.</translation>
    </message>
</context>
<context>
    <name>Restored</name>
    <message>
        <source>A damaged file was mended</source>
        <translation>Un file danneggiato è stato riparato</translation>
    </message>
    <message>
        <source>The old file is kept.</source>
        <translation>Il vecchio file è conservato.</translation>
    </message>
    <message>
        <source>Nothing that you wrote is missing.</source>
        <translation>Di ciò che hai scritto non manca nulla.</translation>
    </message>
    <message>
        <source>Some of what you wrote may be missing: {span}.</source>
        <translation>Di ciò che hai scritto potrebbe mancare qualcosa: {span}.</translation>
    </message>
    <message>
        <source>Some of what you wrote before {time} may be missing.</source>
        <translation>Di ciò che hai scritto prima di {time} potrebbe mancare qualcosa.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Il disco è pieno</translation>
    </message>
    <message>
        <source>What you just wrote was saved in the last room that Sportello had kept free.</source>
        <translation>Ciò che hai appena scritto è stato salvato nell’ultimo spazio che Sportello aveva tenuto libero.</translation>
    </message>
    <message>
        <source>Make some room now, or the next thing can&apos;t be saved.</source>
        <translation>Libera subito un po’ di spazio, o la prossima cosa non si potrà salvare.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>This is what will be sent</source>
        <translation>Ecco che cosa sarà inviato</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambia</translation>
    </message>
    <message>
        <source>Change: {field}</source>
        <translation>Cambia: {field}</translation>
    </message>
    <message>
        <source>There are only headings so far: the helpdesk will have to ask what happened.</source>
        <translation>Finora ci sono solo i titoli: l’assistenza dovrà chiederti che cosa è successo.</translation>
    </message>
    <message>
        <source>{machine}
Not in the list: the helpdesk reads it as you wrote it.</source>
        <translation>{machine}
Non è nell’elenco: l’assistenza la legge come l’hai scritta.</translation>
    </message>
    <message>
        <source>{priority} (suggested by your answers)</source>
        <translation>{priority} (suggerita dalle tue risposte)</translation>
    </message>
    <message>
        <source>{priority} (suggested by the machine&apos;s state)</source>
        <translation>{priority} (suggerita dallo stato della macchina)</translation>
    </message>
    <message>
        <source>Nobody else</source>
        <translation>Nessun altro</translation>
    </message>
    <message>
        <source>None</source>
        <comment>attachments</comment>
        <translation>Nessuno</translation>
    </message>
    <message>
        <source>The helpdesk decides</source>
        <translation>Decide l’assistenza</translation>
    </message>
    <message>
        <source>No machine</source>
        <translation>Nessuna macchina</translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>Non indicato</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Riguarda</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Macchina</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Categoria</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Oggetto</translation>
    </message>
    <message>
        <source>Machine state</source>
        <translation>Stato della macchina</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorità</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrizione</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Allegati</translation>
    </message>
    <message>
        <source>Also informed</source>
        <translation>Informati anche</translation>
    </message>
</context>
<context>
    <name>ServicesPage</name>
    <message>
        <source>Services</source>
        <translation>Servizi</translation>
    </message>
    <message>
        <source>No services listed</source>
        <translation>Nessun servizio elencato</translation>
    </message>
    <message>
        <source>Services that are active for your company appear here.</source>
        <translation>Qui appaiono i servizi attivi per la tua azienda.</translation>
    </message>
    <message>
        <source>Your services</source>
        <translation>I tuoi servizi</translation>
    </message>
    <message>
        <source>Also available</source>
        <translation>Disponibili anche</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>Chiedi informazioni</translation>
    </message>
    <message>
        <source>Ask about {name}</source>
        <translation>Chiedi informazioni su {name}</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>As of {time}</source>
        <translation>Aggiornato a {time}</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Allegati</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversazione</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Pagina {page} di {pages}</translation>
    </message>
    <message>
        <source>Helpdesk</source>
        <translation>Assistenza</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Aperto</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>Aperto da</translation>
    </message>
    <message>
        <source>Request type</source>
        <translation>Tipo di richiesta</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Macchina</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Assistenza</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>non ancora inviato</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Folders and pages</source>
        <translation>Cartelle e pagine</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Nuovo ticket</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferenze</translation>
    </message>
    <message>
        <source>Also here</source>
        <translation>Anche qui</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Macchine</translation>
    </message>
    <message>
        <source>Announcements</source>
        <translation>Avvisi</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Servizi</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>In uscita</translation>
    </message>
</context>
<context>
    <name>SideRow</name>
    <message>
        <source>needs you</source>
        <translation>tocca a te</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>This looks like an e-mail address. Type the address of the helpdesk, such as help.example.com.</source>
        <translation>Sembra un indirizzo e-mail. Scrivi l’indirizzo dell’assistenza, per esempio help.azienda.example.</translation>
    </message>
    <message>
        <source>No helpdesk that Sportello knows was found at this address. Check it, or ask your helpdesk for it.</source>
        <translation>A questo indirizzo non c’è un servizio di assistenza che Sportello conosce. Controllalo, o chiedilo alla tua assistenza.</translation>
    </message>
    <message>
        <source>The server answered, but this computer does not trust its certificate. Nothing was sent. Check date and time, or ask who looks after this network.</source>
        <translation>Il server ha risposto, ma questo computer non si fida del suo certificato. Non è stato inviato nulla. Controlla data e ora, o chiedi a chi gestisce questa rete.</translation>
    </message>
    <message>
        <source>The proxy does not let us through. Check it in the preferences.</source>
        <translation>Il proxy non ci lascia passare. Controllalo nelle preferenze.</translation>
    </message>
    <message>
        <source>This network wants a sign-in of its own first. Open a browser, then try again.</source>
        <translation>Questa rete vuole prima un suo accesso. Apri un browser, poi riprova.</translation>
    </message>
    <message>
        <source>The helpdesk has a problem right now. Try again in a few minutes.</source>
        <translation>L’assistenza ha un problema in questo momento. Riprova fra qualche minuto.</translation>
    </message>
    <message>
        <source>Nothing answers at this address. Check its spelling and whether this computer is online.</source>
        <translation>A questo indirizzo non risponde nulla. Controlla che sia scritto bene e che questo computer sia in linea.</translation>
    </message>
    <message>
        <source>The user name or the password is not right. Try again.</source>
        <translation>Il nome utente o la password non sono giusti. Riprova.</translation>
    </message>
    <message>
        <source>This account is not active yet. Open the link in the e-mail that the helpdesk sent you, then sign in. No e-mail? Look among the junk mail, or ask the helpdesk.</source>
        <translation>Questo account non è ancora attivo. Apri il link nell’e-mail che l’assistenza ti ha inviato, poi accedi. Nessuna e-mail? Guarda nella posta indesiderata, o chiedi all’assistenza.</translation>
    </message>
    <message>
        <source>The helpdesk can&apos;t be reached right now. Try again when you are online.</source>
        <translation>L’assistenza non è raggiungibile ora. Riprova quando sei in linea.</translation>
    </message>
    <message>
        <source>The helpdesk said no: {reason}</source>
        <translation>L’assistenza ha rifiutato: {reason}</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a little, then try again.</source>
        <translation>Troppi tentativi. Aspetta un po’, poi riprova.</translation>
    </message>
    <message>
        <source>Too many attempts. Try again in {seconds} s.</source>
        <translation>Troppi tentativi. Riprova fra {seconds} s.</translation>
    </message>
</context>
<context>
    <name>SignInAgain</name>
    <message>
        <source>Sign in again</source>
        <translation>Accedi di nuovo</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Type the address of your helpdesk, such as help.example.com.</source>
        <translation>Scrivi l’indirizzo della tua assistenza, per esempio help.azienda.example.</translation>
    </message>
    <message>
        <source>Type your user name or e-mail address.</source>
        <translation>Scrivi il tuo nome utente o indirizzo e-mail.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Scrivi la tua password.</translation>
    </message>
    <message>
        <source>This is not the password last used on this computer. Try an earlier one.</source>
        <translation>Non è l’ultima password usata su questo computer. Prova con una precedente.</translation>
    </message>
    <message>
        <source>Looking for the helpdesk…</source>
        <translation>Ricerca dell’assistenza…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Accesso in corso…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Accedi</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continua</translation>
    </message>
    <message>
        <source>Please sign in again</source>
        <translation>Accedi di nuovo</translation>
    </message>
    <message>
        <source>The session ended. Everything you wrote is kept and will be sent afterwards.</source>
        <translation>La sessione è terminata. Tutto ciò che hai scritto è conservato e sarà inviato dopo.</translation>
    </message>
    <message>
        <source>Sign in to your helpdesk</source>
        <translation>Accedi alla tua assistenza</translation>
    </message>
    <message>
        <source>You need the address of the helpdesk, and the user name and password that it gave you.</source>
        <translation>Ti servono l’indirizzo dell’assistenza e il nome utente e la password che ti ha dato.</translation>
    </message>
    <message>
        <source>Address of the helpdesk</source>
        <translation>Indirizzo dell’assistenza</translation>
    </message>
    <message>
        <source>help.example.com</source>
        <translation>help.azienda.example</translation>
    </message>
    <message>
        <source>User name or e-mail address</source>
        <translation>Nome utente o indirizzo e-mail</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Interrompi</translation>
    </message>
    <message>
        <source>Use a passphrase instead</source>
        <translation>Usa invece una frase segreta</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
</context>
<context>
    <name>SimilarCard</name>
    <message>
        <source>Already open for this machine</source>
        <translation>Già aperti per questa macchina</translation>
    </message>
    <message>
        <source>Already open and similar</source>
        <translation>Già aperti e simili</translation>
    </message>
    <message>
        <source>A second ticket for the same problem is not answered sooner: this helpdesk goes by order of arrival.</source>
        <translation>A un secondo ticket per lo stesso problema non si risponde prima: questa assistenza segue l’ordine di arrivo.</translation>
    </message>
    <message>
        <source>It is something else</source>
        <translation>È un’altra cosa</translation>
    </message>
    <message>
        <source>{ticket} is something else: show it no more</source>
        <translation>{ticket} è un’altra cosa: non mostrarlo più</translation>
    </message>
    <message>
        <source>last news {time}</source>
        <translation>ultima novità {time}</translation>
    </message>
    <message>
        <source>What you wrote goes there as a reply, files and all. You can take it back for ten seconds.</source>
        <translation>Ciò che hai scritto va lì come risposta, file compresi. Hai dieci secondi per ritirarlo.</translation>
    </message>
    <message>
        <source>Add it there</source>
        <translation>Aggiungi lì</translation>
    </message>
    <message>
        <source>Add what I wrote to {ticket}</source>
        <translation>Aggiungi ciò che ho scritto a {ticket}</translation>
    </message>
    <message>
        <source>Go on with a new ticket</source>
        <translation>Continua con un nuovo ticket</translation>
    </message>
    <message>
        <source>Add to this one instead</source>
        <translation>Aggiungi piuttosto a questo</translation>
    </message>
    <message>
        <source>Add to {ticket} instead</source>
        <translation>Aggiungi piuttosto a {ticket}</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Opening…</source>
        <translation>Apertura…</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>New</source>
        <translation>Nuovo</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aperto</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>In attesa di te</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Risposto</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Chiuso</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Tocca a te</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Invio</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Verifica</translation>
    </message>
    <message>
        <source>By e-mail</source>
        <translation>Per e-mail</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>In coda</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>tocca a te</translation>
    </message>
    <message>
        <source>sending {percent}</source>
        <translation>invio {percent}</translation>
    </message>
    <message>
        <source>waiting, {percent}</source>
        <translation>in attesa, {percent}</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>invio in corso</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>verifica</translation>
    </message>
    <message>
        <source>The answer got lost; asking whether it arrived before sending again</source>
        <translation>La risposta si è persa; si chiede se è arrivato prima di inviare di nuovo</translation>
    </message>
    <message>
        <source>by e-mail</source>
        <translation>per e-mail</translation>
    </message>
    <message>
        <source>handed to e-mail, waiting for the helpdesk to show it</source>
        <translation>affidato all’e-mail, in attesa che compaia presso l’assistenza</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>inviato</translation>
    </message>
    <message>
        <source>discarded</source>
        <translation>eliminato</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>in attesa</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>in coda</translation>
    </message>
    <message>
        <source>This connection is metered: large files wait for another one</source>
        <translation>Questa connessione è a consumo: i file grandi ne attendono un’altra</translation>
    </message>
    <message>
        <source>will be sent when the helpdesk can be reached</source>
        <translation>sarà inviato quando l’assistenza è raggiungibile</translation>
    </message>
    <message>
        <source>will be tried again by itself</source>
        <translation>si riproverà da sé</translation>
    </message>
    <message>
        <source>will be sent in a moment</source>
        <translation>sarà inviato fra un momento</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Nuovo ticket</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Risposta</translation>
    </message>
    <message>
        <source>Close ticket</source>
        <translation>Chiusura del ticket</translation>
    </message>
    <message>
        <source>Reopen ticket</source>
        <translation>Riapertura del ticket</translation>
    </message>
    <message>
        <source>Edit details</source>
        <translation>Modifica dei dettagli</translation>
    </message>
    <message>
        <source>Waiting for me</source>
        <translation>In attesa di me</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>a list of tickets: plural</comment>
        <translation>Aperti</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>a list of tickets: plural</comment>
        <translation>Chiusi</translation>
    </message>
    <message>
        <source>All my tickets</source>
        <translation>Tutti i miei ticket</translation>
    </message>
    <message>
        <source>Whole company</source>
        <translation>Tutta l’azienda</translation>
    </message>
    <message>
        <source>Latest activity</source>
        <translation>Attività più recente</translation>
    </message>
    <message>
        <source>Newest ticket</source>
        <translation>Ticket più nuovo</translation>
    </message>
    <message>
        <source>Highest number</source>
        <translation>Numero più alto</translation>
    </message>
    <message>
        <source>Subject, A to Z</source>
        <translation>Oggetto, dalla A alla Z</translation>
    </message>
    <message>
        <source>Most urgent</source>
        <translation>Più urgente</translation>
    </message>
    <message>
        <source>You changed the status from “{before}” to “{after}”</source>
        <translation>Hai cambiato lo stato da «{before}» a «{after}»</translation>
    </message>
    <message>
        <source>{who} changed the status from “{before}” to “{after}”</source>
        <translation>{who} ha cambiato lo stato da «{before}» a «{after}»</translation>
    </message>
    <message>
        <source>You changed the status to “{after}”</source>
        <translation>Hai cambiato lo stato in «{after}»</translation>
    </message>
    <message>
        <source>{who} changed the status to “{after}”</source>
        <translation>{who} ha cambiato lo stato in «{after}»</translation>
    </message>
    <message>
        <source>You changed the details: {after}</source>
        <translation>Hai cambiato i dettagli: {after}</translation>
    </message>
    <message>
        <source>This ticket goes on in {after}</source>
        <translation>Questo ticket continua in {after}</translation>
    </message>
    <message>
        <source>You set the machine state to “{after}”</source>
        <translation>Hai impostato lo stato della macchina su «{after}»</translation>
    </message>
    <message>
        <source>{who} set the machine state to “{after}”</source>
        <translation>{who} ha impostato lo stato della macchina su «{after}»</translation>
    </message>
    <message>
        <source>Assigned by you</source>
        <translation>Assegnato da te</translation>
    </message>
    <message>
        <source>{who} takes care of it</source>
        <translation>Se ne occupa {who}</translation>
    </message>
    <message>
        <source>You assigned it to {after}</source>
        <translation>Lo hai assegnato a {after}</translation>
    </message>
    <message>
        <source>{who} assigned it to {after}</source>
        <translation>{who} lo ha assegnato a {after}</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Assistenza</translation>
    </message>
    <message>
        <source>waits behind something earlier in this ticket</source>
        <translation>attende qualcosa di precedente in questo ticket</translation>
    </message>
    <message>
        <source>Assigned by {who}</source>
        <translation>Assegnato da {who}</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Fetching {done} of {total}</source>
        <translation>Ricezione di {done} su {total}</translation>
    </message>
    <message>
        <source>Fetching, {done} so far</source>
        <translation>Ricezione, finora {done}</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Accedi</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostra</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Invia comunque</translation>
    </message>
</context>
<context>
    <name>StepButton</name>
    <message>
        <source>Step {number}: {words}, done</source>
        <translation>Passo {number}: {words}, fatto</translation>
    </message>
    <message>
        <source>Step {number}: {words}, here</source>
        <translation>Passo {number}: {words}, sei qui</translation>
    </message>
    <message>
        <source>Step {number}: {words}</source>
        <translation>Passo {number}: {words}</translation>
    </message>
</context>
<context>
    <name>StepHeader</name>
    <message>
        <source>Steps</source>
        <translation>Passi</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Di che cosa si tratta</translation>
    </message>
    <message>
        <source>No machine</source>
        <translation>Nessuna macchina</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Macchina</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Che cosa succede</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Riepilogo</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <translation>Spazio su disco</translation>
    </message>
    <message>
        <source>Attachments kept for reading without a network, at most</source>
        <translation>Allegati conservati per leggerli senza rete, al massimo</translation>
    </message>
    <message>
        <source>Attachments that nobody opened for the longest time go first; they can be fetched again. Your own that are not sent yet always stay.</source>
        <translation>I primi a lasciare il posto sono gli allegati che nessuno apre da più tempo; si possono ricevere di nuovo. I tuoi non ancora inviati restano sempre.</translation>
    </message>
    <message>
        <source>Attachments of this account take up {amount} now.</source>
        <translation>Ora gli allegati di questo account occupano {amount}.</translation>
    </message>
</context>
<context>
    <name>StrengthHint</name>
    <message>
        <source>At least {count} characters. Several words in a row are easy to remember.</source>
        <translation>Almeno {count} caratteri. Più parole di fila sono facili da ricordare.</translation>
    </message>
    <message>
        <source>Weak: soon guessed. Longer is better, such as several words in a row.</source>
        <translation>Debole: si indovina presto. Meglio più lunga, per esempio più parole di fila.</translation>
    </message>
    <message>
        <source>Fair. Some more characters make it strong.</source>
        <translation>Discreta. Qualche carattere in più la rende forte.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>Forte.</translation>
    </message>
</context>
<context>
    <name>TicketAbsence</name>
    <message>
        <source>No ticket chosen</source>
        <translation>Nessun ticket scelto</translation>
    </message>
    <message>
        <source>Choose one from the list, or open a new one. Everything here also works offline.</source>
        <translation>Scegline uno dall’elenco, o aprine uno nuovo. Qui tutto funziona anche senza rete.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Nuovo ticket</translation>
    </message>
    <message>
        <source>This ticket is no longer here</source>
        <translation>Questo ticket non è più qui</translation>
    </message>
    <message>
        <source>The helpdesk removed it, or it was discarded.</source>
        <translation>L’assistenza l’ha rimosso, o è stato eliminato.</translation>
    </message>
    <message>
        <source>The helpdesk removed it, or you may no longer see it. What you wrote is kept.</source>
        <translation>L’assistenza l’ha rimosso, o non puoi più vederlo. Ciò che hai scritto è conservato.</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Decidi…</translation>
    </message>
    <message>
        <source>New ticket with what you wrote</source>
        <translation>Nuovo ticket con ciò che hai scritto</translation>
    </message>
</context>
<context>
    <name>TicketAnswering</name>
    <message>
        <source>What is still wrong?</source>
        <translation>Che cosa non va ancora?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>Reopen ticket</source>
        <translation>Riapri il ticket</translation>
    </message>
    <message>
        <source>Say what is still wrong first, so that it can be looked at.</source>
        <translation>Prima scrivi che cosa non va ancora, così si può esaminare.</translation>
    </message>
    <message>
        <source>This ticket is closed. What you write here reopens it.</source>
        <translation>Questo ticket è chiuso. Ciò che scrivi qui lo riapre.</translation>
    </message>
    <message>
        <source>This goes on from ticket #{number}.</source>
        <translation>È il seguito del ticket #{number}.</translation>
    </message>
    <message>
        <source>Close ticket</source>
        <translation>Chiudi il ticket</translation>
    </message>
    <message>
        <source>Write a reply…</source>
        <translation>Scrivi una risposta…</translation>
    </message>
    <message>
        <source>Tickets are answered strictly in order of arrival; adding to one does not make it quicker.</source>
        <translation>Ai ticket si risponde rigorosamente in ordine di arrivo; aggiungere qualcosa non accelera la risposta.</translation>
    </message>
</context>
<context>
    <name>TicketCopies</name>
    <message>
        <source>Printing</source>
        <translation>Stampa in corso</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Salva come PDF</translation>
    </message>
    <message>
        <source>Making the PDF</source>
        <translation>Creazione del PDF</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} pagine</translation>
    </message>
    <message>
        <source>This did not work: {reason}. Choose another place and try again.</source>
        <translation>Non è riuscito: {reason}. Scegli un altro posto e riprova.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Interrotto.</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>Salvato come «{name}».</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Apri</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>Inviato alla stampante.</translation>
    </message>
</context>
<context>
    <name>TicketFiles</name>
    <message>
        <source>Save all files in</source>
        <translation>Salva tutti i file in</translation>
    </message>
    <message>
        <source>Saving {files}</source>
        <translation>Salvataggio di {files}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} su {total}</translation>
    </message>
    <message>
        <source>Saved in “{folder}”: {files}.</source>
        <translation>Hai salvato in «{folder}»: {files}.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Interrotto.</translation>
    </message>
    <message>
        <source>Not on this computer, and can&apos;t be fetched now: {names}.</source>
        <translation>Manca su questo computer, e ora non si può ricevere: {names}.</translation>
    </message>
    <message>
        <source>Could not be written: {names} ({reason}).</source>
        <translation>Non è stato possibile scrivere: {names} ({reason}).</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Apri la cartella</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Salva con nome</translation>
    </message>
    <message>
        <source>This can run programs</source>
        <translation>Può avviare programmi</translation>
    </message>
    <message>
        <source>Can run programs on this computer: {names}.</source>
        <translation>Può avviare programmi su questo computer: {names}.</translation>
    </message>
    <message>
        <source>Save this only if you expected it, and know who sent it. It is not opened from here.</source>
        <translation>Salva solo se te lo aspettavi, e se sai chi l’ha inviato. Da qui non si apre.</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>Salva comunque</translation>
    </message>
    <message>
        <source>Save the others only</source>
        <translation>Salva solo gli altri</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>Non salvare</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
</context>
<context>
    <name>TicketHeader</name>
    <message>
        <source>Back to the list</source>
        <translation>Torna all’elenco</translation>
    </message>
    <message>
        <source>Edit details</source>
        <translation>Modifica i dettagli</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Cronologia</translation>
    </message>
    <message>
        <source>More about this ticket</source>
        <translation>Altro su questo ticket</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Macchina</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>non ancora inviato</translation>
    </message>
    <message>
        <source>Not in the list of machines</source>
        <translation>Non è nell’elenco delle macchine</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorità</translation>
    </message>
    <message>
        <source>Notified</source>
        <translation>Avvisati</translation>
    </message>
</context>
<context>
    <name>TicketHistory</name>
    <message>
        <source>not sent yet</source>
        <translation>non ancora inviato</translation>
    </message>
</context>
<context>
    <name>TicketList</name>
    <message>
        <source>Search tickets, messages, machines…</source>
        <translation>Cerca ticket, messaggi, macchine…</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Cerca ovunque</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
    <message>
        <source>Folders and pages</source>
        <translation>Cartelle e pagine</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostra tutto</translation>
    </message>
    <message>
        <source>{done} of {total} tickets</source>
        <translation>{done} ticket su {total}</translation>
    </message>
    <message>
        <source>{done} tickets so far</source>
        <translation>finora {done} ticket</translation>
    </message>
    <message>
        <source>Getting your tickets</source>
        <translation>Ricezione dei tuoi ticket</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Qui non c’è nulla</translation>
    </message>
    <message>
        <source>No ticket fits the filter.</source>
        <translation>Nessun ticket corrisponde al filtro.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nessun risultato</translation>
    </message>
    <message>
        <source>Try fewer or other words; numbers, machines and file names are searched too.</source>
        <translation>Prova con meno parole o altre; si cercano anche numeri, macchine e nomi di file.</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Cancella la ricerca</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>Nulla attende una tua risposta</translation>
    </message>
    <message>
        <source>Answers and questions of the helpdesk appear here.</source>
        <translation>Qui appaiono risposte e domande dell’assistenza.</translation>
    </message>
    <message>
        <source>No open tickets</source>
        <translation>Nessun ticket aperto</translation>
    </message>
    <message>
        <source>When something does not work, open a ticket; it also goes offline.</source>
        <translation>Quando qualcosa non funziona, apri un ticket; si può anche senza rete.</translation>
    </message>
    <message>
        <source>No closed tickets yet</source>
        <translation>Ancora nessun ticket chiuso</translation>
    </message>
    <message>
        <source>They are kept here with all their answers.</source>
        <translation>Sono conservati qui con tutte le risposte.</translation>
    </message>
    <message>
        <source>No tickets yet</source>
        <translation>Ancora nessun ticket</translation>
    </message>
    <message>
        <source>No tickets in your company</source>
        <translation>Nessun ticket nella tua azienda</translation>
    </message>
    <message>
        <source>Tickets of your colleagues appear here.</source>
        <translation>Qui appaiono i ticket dei tuoi colleghi.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Nuovo ticket</translation>
    </message>
    <message>
        <source>One machine</source>
        <translation>Una macchina</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Non letti</translation>
    </message>
    <message>
        <source>Show all instead of: {filter}</source>
        <translation>Mostra tutto invece di: {filter}</translation>
    </message>
    <message>
        <source>Unread only</source>
        <translation>Solo non letti</translation>
    </message>
    <message>
        <source>Request type</source>
        <translation>Tipo di richiesta</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Macchina</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Categoria</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tutti</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Ordina</translation>
    </message>
    <message>
        <source>{order}, the other way round</source>
        <translation>{order}, al contrario</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>Ordine: {order}</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>Al contrario</translation>
    </message>
</context>
<context>
    <name>TicketListModel</name>
    <message>
        <source>This ticket can&apos;t be read right now</source>
        <translation>Questo ticket ora non si può leggere</translation>
    </message>
</context>
<context>
    <name>TicketListView</name>
    <message>
        <source>Tickets</source>
        <translation>Ticket</translation>
    </message>
</context>
<context>
    <name>TicketMenu</name>
    <message>
        <source>Reopen…</source>
        <translation>Riapri…</translation>
    </message>
    <message>
        <source>New ticket about this…</source>
        <translation>Nuovo ticket collegato…</translation>
    </message>
    <message>
        <source>Edit details</source>
        <translation>Modifica i dettagli</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Cronologia</translation>
    </message>
    <message>
        <source>Save all files…</source>
        <translation>Salva tutti i file…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Stampa…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Salva come PDF…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copia il link</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>Copia il numero</translation>
    </message>
</context>
<context>
    <name>TicketRow</name>
    <message>
        <source>Unread</source>
        <translation>Non letto</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Assistenza</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Tu</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>non ancora inviato</translation>
    </message>
</context>
<context>
    <name>TicketRowDelegate</name>
    <message>
        <source>This ticket can&apos;t be read right now</source>
        <translation>Questo ticket ora non si può leggere</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Conversation</source>
        <translation>Conversazione</translation>
    </message>
    <message>
        <source>Opened on {time} as #{number}</source>
        <translation>Aperto {time} con il numero #{number}</translation>
    </message>
    <message>
        <source>Written on {time}, not sent yet</source>
        <translation>Scritto {time}, non ancora inviato</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>now</source>
        <translation>ora</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ieri</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>poco fa</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Sportello goes on in the tray and tells you what is new. Quit it from the icon&apos;s menu.</source>
        <translation>Sportello continua nell’area di notifica e ti avvisa delle novità. Per uscire usa il menu dell’icona.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Nuovo ticket</translation>
    </message>
    <message>
        <source>While you were away</source>
        <translation>Mentre non c’eri</translation>
    </message>
    <message>
        <source>Open Sportello</source>
        <translation>Apri Sportello</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sincronizza ora</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Esci da Sportello</translation>
    </message>
    <message>
        <source>Notices paused until {time}: resume</source>
        <translation>Notifiche sospese fino a {time}: riprendi</translation>
    </message>
    <message>
        <source>Pause notices</source>
        <translation>Sospendi le notifiche</translation>
    </message>
    <message>
        <source>For an hour</source>
        <translation>Per un’ora</translation>
    </message>
    <message>
        <source>Until tomorrow morning</source>
        <translation>Fino a domattina</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n non letto</numerusform>
            <numerusform>%n non letti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n tocca a te</numerusform>
            <numerusform>%n toccano a te</numerusform>
        </translation>
    </message>
    <message>
        <source>offline</source>
        <translation>non in linea</translation>
    </message>
</context>
<context>
    <name>UnsentQuestion</name>
    <message>
        <source>Show the outbox</source>
        <translation>Mostra In uscita</translation>
    </message>
    <message>
        <source>Wait until it is sent</source>
        <translation>Attendi che sia inviato</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Conserva</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Resta</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Non ancora inviato</translation>
    </message>
    <message>
        <source>Sign out with unsent work?</source>
        <translation>Uscire con lavoro non inviato?</translation>
    </message>
    <message>
        <source>Remove this account from this computer?</source>
        <translation>Rimuovere questo account dal computer?</translation>
    </message>
    <message>
        <source>This is not sent yet. It stays on this computer, encrypted, and goes on when you sign in again as {login}.</source>
        <translation>Questo non è ancora stato inviato. Resta su questo computer, cifrato, e riprende quando accedi di nuovo come {login}.</translation>
    </message>
    <message>
        <source>Everything of {login} at {helpdesk} is removed from this computer: tickets, files, drafts and the key to them. What the helpdesk has stays there.</source>
        <translation>Da questo computer viene rimosso tutto ciò che è di {login} presso {helpdesk}: ticket, file, bozze e la loro chiave. Ciò che ha l’assistenza resta lì.</translation>
    </message>
    <message>
        <source>What was never sent can&apos;t be listed right now; it would be lost.</source>
        <translation>Ciò che non è mai stato inviato ora non si può elencare; andrebbe perso.</translation>
    </message>
    <message>
        <source>This was never sent and would be lost for good:</source>
        <translation>Questo non è mai stato inviato e andrebbe perso per sempre:</translation>
    </message>
    <message>
        <source>Throw away whatever was not sent</source>
        <translation>Elimina tutto ciò che non è stato inviato</translation>
    </message>
    <message>
        <source>Sign out, keep it here</source>
        <translation>Esci e conserva qui</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Rimuovi</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>You and the helpdesk changed the same details</source>
        <translation>Tu e l’assistenza avete cambiato gli stessi dettagli</translation>
    </message>
    <message>
        <source>Close it over a message you have not seen?</source>
        <translation>Chiudere nonostante un messaggio che non hai visto?</translation>
    </message>
    <message>
        <source>The ticket was closed meanwhile</source>
        <translation>Nel frattempo il ticket è stato chiuso</translation>
    </message>
    <message>
        <source>The ticket goes on in another one</source>
        <translation>Il ticket continua in un altro</translation>
    </message>
    <message>
        <source>The helpdesk no longer has this ticket</source>
        <translation>L’assistenza non ha più questo ticket</translation>
    </message>
    <message>
        <source>The ticket changed meanwhile</source>
        <translation>Nel frattempo il ticket è cambiato</translation>
    </message>
    <message>
        <source>It was not sent yet. You decide how it goes on.</source>
        <translation>Non è stato ancora inviato. Decidi tu come proseguire.</translation>
    </message>
    <message>
        <source>Nothing you wrote is lost: it is kept on this computer. You decide how it goes on.</source>
        <translation>Nulla di ciò che hai scritto è perso: è conservato su questo computer. Decidi tu come proseguire.</translation>
    </message>
    <message>
        <source>Close it all the same</source>
        <translation>Chiudilo comunque</translation>
    </message>
    <message>
        <source>You have read what the helpdesk wrote.</source>
        <translation>Hai letto ciò che l’assistenza ha scritto.</translation>
    </message>
    <message>
        <source>Close ticket</source>
        <translation>Chiudi il ticket</translation>
    </message>
    <message>
        <source>Send mine anyway</source>
        <translation>Invia comunque la mia versione</translation>
    </message>
    <message>
        <source>It replaces what the helpdesk has now; everything else of theirs stays.</source>
        <translation>Sostituisce ciò che l’assistenza ha ora; tutto il resto rimane com’è lì.</translation>
    </message>
    <message>
        <source>Send mine</source>
        <translation>Invia la mia</translation>
    </message>
    <message>
        <source>Your last word goes back to where you write.</source>
        <translation>Il tuo ultimo messaggio torna dove scrivi.</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>Lascialo aperto</translation>
    </message>
    <message>
        <source>Nothing is sent.</source>
        <translation>Non viene inviato nulla.</translation>
    </message>
    <message>
        <source>Leave open</source>
        <translation>Lascia aperto</translation>
    </message>
    <message>
        <source>Keep the helpdesk&apos;s</source>
        <translation>Tieni la versione dell’assistenza</translation>
    </message>
    <message>
        <source>Yours goes back to where you write, as text.</source>
        <translation>La tua torna, come testo, dove scrivi.</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>Tieni la loro</translation>
    </message>
    <message>
        <source>Reopen the ticket and send it</source>
        <translation>Riapri il ticket e invia</translation>
    </message>
    <message>
        <source>The helpdesk sees the ticket as open again, with what you wrote.</source>
        <translation>L’assistenza vede il ticket di nuovo aperto, con ciò che hai scritto.</translation>
    </message>
    <message>
        <source>Reopen and send</source>
        <translation>Riapri e invia</translation>
    </message>
    <message>
        <source>Continue in {ticket}</source>
        <translation>Continua in {ticket}</translation>
    </message>
    <message>
        <source>Continue in the other ticket</source>
        <translation>Continua nell’altro ticket</translation>
    </message>
    <message>
        <source>What you wrote is sent there, with everything that waits behind it.</source>
        <translation>Ciò che hai scritto viene inviato lì, con tutto ciò che lo segue.</translation>
    </message>
    <message>
        <source>Send it there</source>
        <translation>Invia lì</translation>
    </message>
    <message>
        <source>Open a new ticket with this</source>
        <translation>Apri un nuovo ticket con questo</translation>
    </message>
    <message>
        <source>What is known is filled in, your text and files too. You look at it before it goes.</source>
        <translation>Ciò che si sa è già compilato, con il tuo testo e i tuoi file. Lo rivedi prima che parta.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Nuovo ticket</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Ritiralo</translation>
    </message>
    <message>
        <source>Text and files go back to where you write.</source>
        <translation>Testo e file tornano dove scrivi.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Ritira</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>Eliminalo</translation>
    </message>
    <message>
        <source>It is not sent, and not kept. You are asked once more.</source>
        <translation>Non viene né inviato né conservato. Ti sarà chiesta conferma.</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Elimina…</translation>
    </message>
</context>
<context>
    <name>WhileAwayBanner</name>
    <message>
        <source>While you were away: {news}</source>
        <translation>Mentre non c’eri: {news}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostra</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Nascondi</translation>
    </message>
</context>
<context>
    <name>WhileAwayPage</name>
    <message>
        <source>While you were away</source>
        <translation>Mentre non c’eri</translation>
    </message>
    <message>
        <source>Since {time}</source>
        <translation>Da {time}</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>Mostra quelli precedenti</translation>
    </message>
    <message>
        <source>More happened than can be told here; the lists have everything.</source>
        <translation>È successo più di quanto si possa dire qui; negli elenchi c’è tutto.</translation>
    </message>
    <message>
        <source>Announcements</source>
        <translation>Avvisi</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Nessuna novità</translation>
    </message>
    <message>
        <source>Nothing happened since {time}.</source>
        <translation>Da {time} non è successo nulla.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Nuovo ticket</translation>
    </message>
    <message>
        <source>In your other accounts</source>
        <translation>Nei tuoi altri account</translation>
    </message>
    <message>
        <source>The helpdesk</source>
        <translation>L’assistenza</translation>
    </message>
    <message>
        <source>{who}: {text}</source>
        <translation>{who}: {text}</translation>
    </message>
    <message>
        <source>It is now: {status}</source>
        <translation>Ora è: {status}</translation>
    </message>
    <message>
        <source>The helpdesk has it.</source>
        <translation>L’assistenza ha il tuo ticket.</translation>
    </message>
    <message>
        <source>Something needs you.</source>
        <translation>C’è qualcosa che tocca a te.</translation>
    </message>
    <message>
        <source>It was not sent yet.</source>
        <translation>Non è stato ancora inviato.</translation>
    </message>
    <message>
        <source>Needs you · {what}: {reason}</source>
        <translation>Tocca a te · {what}: {reason}</translation>
    </message>
</context>
<context>
    <name>WorkStrip</name>
    <message>
        <source>Stop</source>
        <translation>Interrompi</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Nascondi</translation>
    </message>
</context>
<context>
    <name>WorkbenchKeys</name>
    <message>
        <source>New ticket</source>
        <translation>Nuovo ticket</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Rispondi</translation>
    </message>
    <message>
        <source>Go to {place}</source>
        <translation>Vai a {place}</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Cerca</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sincronizza ora</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferenze</translation>
    </message>
    <message>
        <source>Account, sign out</source>
        <translation>Account, esci</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Macchine</translation>
    </message>
    <message>
        <source>Announcements</source>
        <translation>Avvisi</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Servizi</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>In uscita</translation>
    </message>
</context>
</TS>
