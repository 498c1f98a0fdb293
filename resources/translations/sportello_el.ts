<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="el" sourcelanguage="en">
<context>
    <name>AccountBadge</name>
    <message>
        <source>Account: {name}, {address}</source>
        <translation>Λογαριασμός: {name}, {address}</translation>
    </message>
</context>
<context>
    <name>AccountDesk</name>
    <message>
        <source>While you were away</source>
        <translation>Όσο λείπατε</translation>
    </message>
</context>
<context>
    <name>AccountMenu</name>
    <message>
        <source>kept aside on {day}</source>
        <translation>σε φύλαξη από {day}</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>αποσυνδεδεμένος</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>Προσθήκη λογαριασμού…</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Αλλαγή κωδικού…</translation>
    </message>
    <message>
        <source>Open with the keyring from now on</source>
        <translation>Άνοιγμα με την κλειδοθήκη στο εξής</translation>
    </message>
    <message>
        <source>Change the passphrase…</source>
        <translation>Αλλαγή συνθηματικής φράσης…</translation>
    </message>
    <message>
        <source>Protect with a passphrase…</source>
        <translation>Προστασία με συνθηματική φράση…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Προτιμήσεις…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Αποσύνδεση</translation>
    </message>
    <message>
        <source>Remove this account from this computer…</source>
        <translation>Αφαίρεση του λογαριασμού από τον υπολογιστή…</translation>
    </message>
</context>
<context>
    <name>AccountOpening</name>
    <message>
        <source>This is not the passphrase from before. Try again.</source>
        <translation>Δεν είναι η προηγούμενη συνθηματική φράση. Δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>This is not the password last used on this computer. Try an earlier one.</source>
        <translation>Δεν είναι ο τελευταίος κωδικός που χρησιμοποιήθηκε σε αυτόν τον υπολογιστή. Δοκιμάστε έναν παλαιότερο.</translation>
    </message>
    <message>
        <source>It is still the same. Try again in a moment.</source>
        <translation>Δεν άλλαξε κάτι ακόμη. Δοκιμάστε ξανά σε λίγο.</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Account</source>
        <translation>Λογαριασμός</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Αλλαγή κωδικού…</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Αποσύνδεση…</translation>
    </message>
</context>
<context>
    <name>Accounts</name>
    <message>
        <source>locked</source>
        <translation>κλειδωμένος</translation>
    </message>
    <message>
        <source>could not be opened</source>
        <translation>δεν άνοιξε</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>συνδεθείτε ξανά</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>εκτός σύνδεσης</translation>
    </message>
    <message>
        <source>Go to {account}</source>
        <translation>Μετάβαση: {account}</translation>
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
        <translation>απομένουν {size}</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>λιγότερο από ένα λεπτό</translation>
    </message>
</context>
<context>
    <name>AnnouncementCard</name>
    <message>
        <source>Add to calendar…</source>
        <translation>Προσθήκη στο ημερολόγιο…</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>Ζητήστε πληροφορίες</translation>
    </message>
    <message>
        <source>Save the calendar entry…</source>
        <translation>Αποθήκευση για το ημερολόγιο…</translation>
    </message>
    <message>
        <source>Concerns</source>
        <translation>Αφορά</translation>
    </message>
    <message>
        <source>Machine {name}</source>
        <translation>Μηχάνημα {name}</translation>
    </message>
    <message>
        <source>Add “{title}” to the calendar</source>
        <translation>Προσθήκη στο ημερολόγιο: «{title}»</translation>
    </message>
    <message>
        <source>Ask about “{title}”</source>
        <translation>Ζητήστε πληροφορίες: «{title}»</translation>
    </message>
    <message>
        <source>Save “{title}” as a calendar entry</source>
        <translation>Αποθήκευση για το ημερολόγιο: «{title}»</translation>
    </message>
    <message>
        <source>New</source>
        <comment>an announcement that was not read yet</comment>
        <translation>Νέα</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>μη αναγνωσμένη</translation>
    </message>
</context>
<context>
    <name>Announcements</name>
    <message>
        <source>News</source>
        <translation>Ενημέρωση</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Συντήρηση</translation>
    </message>
    <message>
        <source>Infrastructure work</source>
        <translation>Εργασίες υποδομής</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Σε ισχύ</translation>
    </message>
    <message>
        <source>Coming up</source>
        <translation>Προσεχώς</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>Έληξε</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>σε ισχύ</translation>
    </message>
    <message>
        <source>coming up</source>
        <translation>προσεχώς</translation>
    </message>
    <message>
        <source>past</source>
        <translation>έληξε</translation>
    </message>
    <message>
        <source>until {end}</source>
        <translation>έως {end}</translation>
    </message>
    <message>
        <source>from {start}</source>
        <translation>από {start}</translation>
    </message>
    <message>
        <source>published {time}</source>
        <translation>δημοσιεύτηκε {time}</translation>
    </message>
    <message>
        <source>Starts on {date}</source>
        <translation>Αρχίζει στις {date}</translation>
    </message>
    <message>
        <source>Ended on {date}</source>
        <translation>Έληξε στις {date}</translation>
    </message>
    <message>
        <source>Active from {since} until {until}</source>
        <translation>Ενεργή από {since} έως {until}</translation>
    </message>
    <message>
        <source>Active until {date}</source>
        <translation>Ενεργή έως {date}</translation>
    </message>
    <message>
        <source>Active since {date}</source>
        <translation>Ενεργή από {date}</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Ενεργή</translation>
    </message>
</context>
<context>
    <name>AnnouncementsPage</name>
    <message>
        <source>Announcements</source>
        <translation>Ανακοινώσεις</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Όλες ως αναγνωσμένες</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Εμφάνιση όλων</translation>
    </message>
    <message>
        <source>Show all announcements</source>
        <translation>Εμφάνιση όλων των ανακοινώσεων</translation>
    </message>
    <message>
        <source>Show only unread announcements</source>
        <translation>Εμφάνιση μόνο των μη αναγνωσμένων ανακοινώσεων</translation>
    </message>
    <message>
        <source>Nothing unread</source>
        <translation>Τίποτα μη αναγνωσμένο</translation>
    </message>
    <message>
        <source>You have read everything your helpdesk announced.</source>
        <translation>Έχετε διαβάσει όλες τις ανακοινώσεις της υποστήριξής σας.</translation>
    </message>
    <message>
        <source>No announcements</source>
        <translation>Καμία ανακοίνωση</translation>
    </message>
    <message>
        <source>Maintenance and news of your helpdesk appear here.</source>
        <translation>Εδώ εμφανίζονται συντηρήσεις και νέα της υποστήριξής σας.</translation>
    </message>
    <message>
        <source>Save the calendar entry</source>
        <translation>Αποθήκευση για το ημερολόγιο</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>Εμφάνιση παλαιότερων</translation>
    </message>
</context>
<context>
    <name>AttachmentChip</name>
    <message>
        <source>Press Delete to remove</source>
        <translation>Πατήστε Delete για αφαίρεση</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>σε αναμονή</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Άνοιγμα</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Αποθήκευση ως…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Αφαίρεση</translation>
    </message>
</context>
<context>
    <name>AttachmentTile</name>
    <message>
        <source>Make smaller</source>
        <translation>Σμίκρυνση</translation>
    </message>
    <message>
        <source>Make {name} smaller</source>
        <translation>Σμίκρυνση: {name}</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Αφαίρεση: {name}</translation>
    </message>
</context>
<context>
    <name>AttachmentViewer</name>
    <message>
        <source>Previous file</source>
        <translation>Προηγούμενο αρχείο</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>Επόμενο αρχείο</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Σμίκρυνση</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Μεγέθυνση</translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation>Προσαρμογή στο παράθυρο</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>Πλήρες μέγεθος</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Αντιγραφή της εικόνας</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Αποθήκευση ως…</translation>
    </message>
    <message>
        <source>Open with another program</source>
        <translation>Άνοιγμα με άλλο πρόγραμμα</translation>
    </message>
    <message>
        <source>{place} of {all}</source>
        <translation>{place} από {all}</translation>
    </message>
    <message>
        <source>Getting the file…</source>
        <translation>Λήψη του αρχείου…</translation>
    </message>
    <message>
        <source>Files of this kind can run programs. They are never opened from here.</source>
        <translation>Αρχεία αυτού του είδους μπορούν να εκτελέσουν προγράμματα. Δεν ανοίγουν ποτέ από εδώ.</translation>
    </message>
    <message>
        <source>page 1 of {pages}</source>
        <translation>σελίδα 1 από {pages}</translation>
    </message>
</context>
<context>
    <name>AttachmentsField</name>
    <message>
        <source>Screenshot {moment}</source>
        <translation>Στιγμιότυπο {moment}</translation>
    </message>
    <message>
        <source>copying…</source>
        <translation>αντιγραφή…</translation>
    </message>
    <message>
        <source>making it smaller…</source>
        <translation>γίνεται σμίκρυνση…</translation>
    </message>
    <message>
        <source>up to {limit} each</source>
        <translation>έως {limit} το καθένα</translation>
    </message>
    <message>
        <source>{used} · up to {limit} each</source>
        <translation>{used} · έως {limit} το καθένα</translation>
    </message>
    <message>
        <source>This picture can&apos;t be made smaller.</source>
        <translation>Η εικόνα δεν μπορεί να γίνει μικρότερη.</translation>
    </message>
    <message>
        <source>There is no room left on the disk. Free some and attach it again.</source>
        <translation>Δεν υπάρχει χώρος στον δίσκο. Ελευθερώστε χώρο και επισυνάψτε το ξανά.</translation>
    </message>
    <message>
        <source>It could not be kept on this computer. Attach it again.</source>
        <translation>Δεν ήταν δυνατή η φύλαξή του σε αυτόν τον υπολογιστή. Επισυνάψτε το ξανά.</translation>
    </message>
    <message>
        <source>This file can&apos;t be read. Is it still there, and may you open it?</source>
        <translation>Το αρχείο δεν διαβάζεται. Υπάρχει ακόμη και έχετε δικαίωμα να το ανοίξετε;</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Επισύναψη αρχείων</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Όλα τα αρχεία</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Εικόνες</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Βίντεο</translation>
    </message>
    <message>
        <source>Drop files here, paste a screenshot, or</source>
        <translation>Σύρετε αρχεία εδώ, επικολλήστε ένα στιγμιότυπο ή</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>επιλέξτε</translation>
    </message>
    <message>
        <source>Choose files to attach</source>
        <translation>Επιλογή αρχείων για επισύναψη</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>You</source>
        <translation>Εσείς</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Υποστήριξη</translation>
    </message>
    <message>
        <source>new</source>
        <translation>νέο</translation>
    </message>
    <message>
        <source>Show the whole message ({count} characters)</source>
        <translation>Εμφάνιση ολόκληρου του μηνύματος ({count} χαρακτήρες)</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Μήνυμα</translation>
    </message>
</context>
<context>
    <name>ChangePasswordDialog</name>
    <message>
        <source>Stopped. The helpdesk may have changed the password all the same: try again, and Sportello finds out.</source>
        <translation>Διακόπηκε. Ίσως η υποστήριξη άλλαξε παρ’ όλα αυτά τον κωδικό: δοκιμάστε ξανά και το Sportello θα το διαπιστώσει.</translation>
    </message>
    <message>
        <source>The session ended, and nothing was changed. Sign in again first, then change the password.</source>
        <translation>Η συνεδρία έληξε και δεν άλλαξε τίποτα. Συνδεθείτε πρώτα ξανά και μετά αλλάξτε τον κωδικό.</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Αλλαγή κωδικού</translation>
    </message>
    <message>
        <source>Your password was changed</source>
        <translation>Ο κωδικός σας άλλαξε</translation>
    </message>
    <message>
        <source>From now on, sign in at {helpdesk} with the new one. You stay signed in here.</source>
        <translation>Στο εξής συνδέεστε με τον νέο ({helpdesk}). Εδώ παραμένετε σε σύνδεση.</translation>
    </message>
    <message>
        <source>The connection broke before the helpdesk answered: it may have changed the password already. Try again when you are online, and Sportello finds out.</source>
        <translation>Η σύνδεση διακόπηκε πριν απαντήσει η υποστήριξη: ίσως έχει ήδη αλλάξει τον κωδικό. Δοκιμάστε ξανά όταν έχετε σύνδεση και το Sportello θα το διαπιστώσει.</translation>
    </message>
    <message>
        <source>The helpdesk can&apos;t be reached right now: your password has not changed, and nothing is kept to be sent later. Try again when you are online.</source>
        <translation>Δεν υπάρχει επικοινωνία με την υποστήριξη αυτή τη στιγμή: ο κωδικός σας δεν άλλαξε και τίποτα δεν φυλάσσεται για αποστολή αργότερα. Δοκιμάστε ξανά όταν έχετε σύνδεση.</translation>
    </message>
    <message>
        <source>The password that you sign in with at {helpdesk}. You stay signed in here.</source>
        <translation>Ο κωδικός με τον οποίο συνδέεστε ({helpdesk}). Εδώ παραμένετε σε σύνδεση.</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Αλλαγή</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Άκυρο</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Διακοπή</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Κλείσιμο</translation>
    </message>
    <message>
        <source>Changing the password…</source>
        <translation>Αλλαγή του κωδικού…</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Press Delete to remove</source>
        <translation>Πατήστε Delete για αφαίρεση</translation>
    </message>
</context>
<context>
    <name>ClosedBar</name>
    <message>
        <source>Reopen…</source>
        <translation>Επανάνοιγμα…</translation>
    </message>
    <message>
        <source>New ticket about this…</source>
        <translation>Νέο αίτημα για αυτό…</translation>
    </message>
    <message>
        <source>This ticket is closed. If something is still wrong, reopen it and say what.</source>
        <translation>Το αίτημα είναι κλειστό. Αν κάτι δεν είναι ακόμη σωστό, ανοίξτε το ξανά και πείτε τι.</translation>
    </message>
    <message>
        <source>This ticket is closed, and this helpdesk does not reopen tickets.</source>
        <translation>Το αίτημα είναι κλειστό και αυτή η υποστήριξη δεν ανοίγει ξανά αιτήματα.</translation>
    </message>
    <message>
        <source>If something is still wrong, a new one that refers to this can be opened.</source>
        <translation>Αν κάτι δεν είναι ακόμη σωστό, μπορείτε να ανοίξετε νέο που να αναφέρεται σε αυτό.</translation>
    </message>
    <message>
        <source>What you wrote is kept.</source>
        <translation>Ό,τι γράψατε φυλάσσεται.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Εντολές</translation>
    </message>
    <message>
        <source>Go to, do, or find a ticket…</source>
        <translation>Μετάβαση, ενέργεια ή εύρεση αιτήματος…</translation>
    </message>
    <message>
        <source>Command or ticket</source>
        <translation>Εντολή ή αίτημα</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Αποτελέσματα</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Reply</source>
        <translation>Απάντηση</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Επισύναψη</translation>
    </message>
    <message>
        <source>Paste a screenshot</source>
        <translation>Επικόλληση στιγμιότυπου</translation>
    </message>
    <message>
        <source>Close ticket</source>
        <translation>Κλείσιμο αιτήματος</translation>
    </message>
    <message>
        <source>Send  {keys}</source>
        <translation>Αποστολή  {keys}</translation>
    </message>
    <message>
        <source>Send the reply</source>
        <translation>Αποστολή της απάντησης</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Αντιγραφή…</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Επισύναψη αρχείων</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Take a screenshot first, then press this again.</source>
        <translation>Δεν υπάρχει εικόνα στο πρόχειρο. Τραβήξτε πρώτα ένα στιγμιότυπο και πατήστε ξανά.</translation>
    </message>
    <message>
        <source>Screenshot {time}.png</source>
        <translation>Στιγμιότυπο {time}.png</translation>
    </message>
    <message>
        <source>Write something first, or attach a file.</source>
        <translation>Γράψτε πρώτα κάτι ή επισυνάψτε ένα αρχείο.</translation>
    </message>
</context>
<context>
    <name>Computer</name>
    <message>
        <source>Operating system: {name}</source>
        <translation>Λειτουργικό σύστημα: {name}</translation>
    </message>
    <message>
        <source>Browser: {name}</source>
        <translation>Browser: {name}</translation>
    </message>
    <message>
        <source>Screen: {size}</source>
        <translation>Οθόνη: {size}</translation>
    </message>
    <message>
        <source>Program: {name}</source>
        <translation>Πρόγραμμα: {name}</translation>
    </message>
</context>
<context>
    <name>Conflict</name>
    <message>
        <source>You</source>
        <translation>Εσείς</translation>
    </message>
    <message>
        <source>The helpdesk</source>
        <translation>Η υποστήριξη</translation>
    </message>
    <message>
        <source>The ticket was removed, or you may no longer see it.</source>
        <translation>Το αίτημα αφαιρέθηκε ή δεν έχετε πια πρόσβαση σε αυτό.</translation>
    </message>
    <message>
        <source>another ticket</source>
        <translation>άλλο αίτημα</translation>
    </message>
    <message>
        <source>It goes on in {ticket}.</source>
        <translation>Συνεχίζεται στο {ticket}.</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Κλειστό</translation>
    </message>
    <message>
        <source>Closed by you</source>
        <translation>Το κλείσατε εσείς</translation>
    </message>
    <message>
        <source>Closed by {who}</source>
        <translation>Το έκλεισε: {who}</translation>
    </message>
    <message>
        <source>The message is on its way to this computer.</source>
        <translation>Το μήνυμα έρχεται σε αυτόν τον υπολογιστή.</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Υποστήριξη</translation>
    </message>
</context>
<context>
    <name>ConflictDialog</name>
    <message>
        <source>How does it go on?</source>
        <translation>Πώς θέλετε να συνεχίσετε;</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Απόφαση αργότερα</translation>
    </message>
    <message>
        <source>Choose first</source>
        <translation>Επιλέξτε πρώτα</translation>
    </message>
</context>
<context>
    <name>ContactsField</name>
    <message>
        <source>Name or e-mail address</source>
        <translation>Όνομα ή διεύθυνση e-mail</translation>
    </message>
    <message>
        <source>Add somebody by name or e-mail address</source>
        <translation>Προσθήκη ατόμου με όνομα ή διεύθυνση e-mail</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>This goes on from ticket #{number}.</source>
        <translation>Συνέχεια του αιτήματος #{number}.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Subject</source>
        <translation>Θέμα</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Προτεραιότητα</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Κατηγορία</translation>
    </message>
    <message>
        <source>Machine state</source>
        <translation>Κατάσταση μηχανήματος</translation>
    </message>
    <message>
        <source>People to notify</source>
        <translation>Άτομα προς ενημέρωση</translation>
    </message>
    <message>
        <source>none</source>
        <comment>priority</comment>
        <translation>καμία</translation>
    </message>
    <message>
        <source>none</source>
        <comment>category</comment>
        <translation>καμία</translation>
    </message>
    <message>
        <source>nobody</source>
        <comment>people to notify</comment>
        <translation>κανείς</translation>
    </message>
    <message>
        <source>nobody</source>
        <comment>the person in charge</comment>
        <translation>κανείς</translation>
    </message>
    <message>
        <source>none</source>
        <comment>machine state</comment>
        <translation>καμία</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no value in a field</comment>
        <translation>κενό</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}: {value}</translation>
    </message>
    <message>
        <source>You removed: {field}</source>
        <translation>Αφαιρέσατε: {field}</translation>
    </message>
    <message>
        <source>{who} removed: {field}</source>
        <translation>{who}, αφαίρεση: {field}</translation>
    </message>
    <message>
        <source>You changed: {field}, “{after}”</source>
        <translation>Αλλάξατε: {field}, τώρα «{after}»</translation>
    </message>
    <message>
        <source>{who} changed: {field}, “{after}”</source>
        <translation>{who}, αλλαγή: {field}, τώρα «{after}»</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Υποστήριξη</translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>Not chosen</source>
        <translation>Δεν έχει επιλεγεί</translation>
    </message>
    <message>
        <source>Be as detailed as you can: every answer below saves a question. Pictures help.</source>
        <translation>Γράψτε όσο πιο αναλυτικά μπορείτε: κάθε απάντηση παρακάτω γλιτώνει μια ερώτηση. Οι εικόνες βοηθούν.</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Θέμα</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Κατηγορία</translation>
    </message>
    <message>
        <source>How is the machine?</source>
        <translation>Σε ποια κατάσταση είναι το μηχάνημα;</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Περιγραφή</translation>
    </message>
    <message>
        <source>Photos, videos, files</source>
        <translation>Φωτογραφίες, βίντεο, αρχεία</translation>
    </message>
    <message>
        <source>Also keep informed</source>
        <translation>Να ενημερώνονται και</translation>
    </message>
    <message>
        <source>Insert details of this computer</source>
        <translation>Εισαγωγή στοιχείων αυτού του υπολογιστή</translation>
    </message>
</context>
<context>
    <name>Discard</name>
    <message>
        <source>The ticket “{text}” will not be sent.</source>
        <translation>Το αίτημα «{text}» δεν θα σταλεί.</translation>
    </message>
    <message>
        <source>The reply “{text}” will not be sent.</source>
        <translation>Η απάντηση «{text}» δεν θα σταλεί.</translation>
    </message>
    <message>
        <source>Your changes to the ticket&apos;s details will not be sent.</source>
        <translation>Οι αλλαγές σας στα στοιχεία του αιτήματος δεν θα σταλούν.</translation>
    </message>
    <message>
        <source>The change of status and “{text}” will not be sent.</source>
        <translation>Η αλλαγή κατάστασης και το «{text}» δεν θα σταλούν.</translation>
    </message>
    <message>
        <source>The change of status will not be sent.</source>
        <translation>Η αλλαγή κατάστασης δεν θα σταλεί.</translation>
    </message>
    <message>
        <source>With it go {files}: {names}.</source>
        <translation>Μαζί και {files}: {names}.</translation>
    </message>
    <message>
        <source>Discard?</source>
        <translation>Απόρριψη;</translation>
    </message>
    <message>
        <source>Discard this for good?</source>
        <translation>Οριστική απόρριψη;</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Απόρριψη</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Διατήρηση</translation>
    </message>
</context>
<context>
    <name>DiskBanner</name>
    <message>
        <source>To the outbox</source>
        <translation>Στα Εξερχόμενα</translation>
    </message>
    <message>
        <source>Show the old file</source>
        <translation>Εμφάνιση του παλιού αρχείου</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Εντάξει</translation>
    </message>
</context>
<context>
    <name>DraftOffer</name>
    <message>
        <source>a ticket without a subject</source>
        <translation>αίτημα χωρίς θέμα</translation>
    </message>
    <message>
        <source>Discard “{title}” for good?</source>
        <translation>Οριστική απόρριψη του «{title}»;</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Διατήρηση</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Απόρριψη</translation>
    </message>
    <message>
        <source>You were writing “{title}”</source>
        <translation>Γράφατε το «{title}»</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Συνέχεια</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Απόρριψη…</translation>
    </message>
</context>
<context>
    <name>EditDetailsDialog</name>
    <message>
        <source>Save</source>
        <translation>Αποθήκευση</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Άκυρο</translation>
    </message>
    <message>
        <source>Edit details</source>
        <translation>Επεξεργασία στοιχείων</translation>
    </message>
    <message>
        <source>The helpdesk has: {value}</source>
        <translation>Η υποστήριξη έχει: {value}</translation>
    </message>
</context>
<context>
    <name>EmailDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Άκυρο</translation>
    </message>
    <message>
        <source>Send by e-mail</source>
        <translation>Αποστολή με e-mail</translation>
    </message>
    <message>
        <source>Which way?</source>
        <translation>Με ποιον τρόπο;</translation>
    </message>
    <message>
        <source>Password of the mail server</source>
        <translation>Κωδικός του διακομιστή e-mail</translation>
    </message>
    <message>
        <source>Keep it in this computer&apos;s keyring</source>
        <translation>Φύλαξη στην κλειδοθήκη αυτού του υπολογιστή</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Από</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Προς</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Θέμα</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Κείμενο</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Αρχεία</translation>
    </message>
    <message>
        <source>In my mail program</source>
        <translation>Στο δικό μου πρόγραμμα e-mail</translation>
    </message>
    <message>
        <source>The e-mail asks the helpdesk to close the ticket. Once it is sent, this waits here until the helpdesk shows it, and is not sent a second time.</source>
        <translation>Το e-mail ζητά από την υποστήριξη να κλείσει το αίτημα. Μετά την αποστολή περιμένει εδώ μέχρι να εμφανιστεί στην υποστήριξη και δεν στέλνεται δεύτερη φορά.</translation>
    </message>
    <message>
        <source>Once the e-mail is sent, this waits here until the helpdesk shows it, and is not sent a second time.</source>
        <translation>Μετά την αποστολή του e-mail περιμένει εδώ μέχρι να εμφανιστεί στην υποστήριξη και δεν στέλνεται δεύτερη φορά.</translation>
    </message>
    <message>
        <source>It opens there, ready. Look at it, then send it.</source>
        <translation>Ανοίγει εκεί έτοιμο. Δείτε το και στείλτε το.</translation>
    </message>
    <message>
        <source>As a file</source>
        <translation>Ως αρχείο</translation>
    </message>
    <message>
        <source>Saved as .eml, to be sent from any computer.</source>
        <translation>Αποθηκεύεται ως .eml, για αποστολή από οποιονδήποτε υπολογιστή.</translation>
    </message>
    <message>
        <source>Sent at once, through {host}.</source>
        <translation>Στέλνεται αμέσως, μέσω {host}.</translation>
    </message>
    <message>
        <source>From here</source>
        <translation>Από εδώ</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Αποστολή…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Άνοιγμα</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Αποθήκευση…</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Αποστολή</translation>
    </message>
    <message>
        <source>Please type the password.</source>
        <translation>Πληκτρολογήστε τον κωδικό, παρακαλώ.</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Αποθήκευση ως</translation>
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
        <translation>Διακομιστής e-mail</translation>
    </message>
    <message>
        <source>What can&apos;t reach the helpdesk directly can go by e-mail, through your mail program. If you enter your mail server here, Sportello can send it itself.</source>
        <translation>Ό,τι δεν φτάνει απευθείας στην υποστήριξη μπορεί να σταλεί με e-mail, μέσω του προγράμματος e-mail σας. Αν ορίσετε εδώ τον δικό σας διακομιστή e-mail, μπορεί να το στείλει το ίδιο το Sportello.</translation>
    </message>
    <message>
        <source>smtp.example.com; empty: only through my mail program</source>
        <translation>smtp.etaireia.example· κενό: μόνο μέσω του προγράμματος e-mail</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Θύρα</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Κρυπτογράφηση</translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation>STARTTLS</translation>
    </message>
    <message>
        <source>TLS from the first byte</source>
        <translation>TLS από το πρώτο byte</translation>
    </message>
    <message>
        <source>None (only within this computer)</source>
        <translation>Καμία (μόνο μέσα σε αυτόν τον υπολογιστή)</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Όνομα χρήστη</translation>
    </message>
    <message>
        <source>empty: no sign-in</source>
        <translation>κενό: χωρίς σύνδεση χρήστη</translation>
    </message>
    <message>
        <source>The password is asked for when something is sent, and kept in this computer&apos;s keyring if you like.</source>
        <translation>Ο κωδικός ζητείται στην αποστολή και, αν θέλετε, φυλάσσεται στην κλειδοθήκη αυτού του υπολογιστή.</translation>
    </message>
    <message>
        <source>Only for a mail server on this computer.</source>
        <translation>Μόνο για διακομιστή e-mail σε αυτόν τον υπολογιστή.</translation>
    </message>
</context>
<context>
    <name>EntryWidget</name>
    <message>
        <source>Undo</source>
        <translation>Αναίρεση</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Νέα προσπάθεια</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Επεξεργασία</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Απόφαση…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Απόρριψη…</translation>
    </message>
    <message>
        <source>Send by e-mail…</source>
        <translation>Αποστολή με e-mail…</translation>
    </message>
    <message>
        <source>The e-mail was not sent</source>
        <translation>Το e-mail δεν στάλθηκε</translation>
    </message>
    <message>
        <source>Send without e-mail…</source>
        <translation>Απευθείας αποστολή…</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The certificate is not trusted</source>
        <translation>Το πιστοποιητικό δεν είναι έμπιστο</translation>
    </message>
    <message>
        <source>The server answered, but this computer does not trust its certificate.</source>
        <translation>Ο διακομιστής απάντησε, αλλά αυτός ο υπολογιστής δεν εμπιστεύεται το πιστοποιητικό του.</translation>
    </message>
    <message>
        <source>Check date and time, or ask who looks after this network.</source>
        <translation>Ελέγξτε ημερομηνία και ώρα ή ρωτήστε τον υπεύθυνο του δικτύου.</translation>
    </message>
    <message>
        <source>The proxy stands in between</source>
        <translation>Παρεμβάλλεται ο διακομιστής μεσολάβησης</translation>
    </message>
    <message>
        <source>The proxy refused the connection or wants a sign-in.</source>
        <translation>Ο διακομιστής μεσολάβησης αρνήθηκε τη σύνδεση ή ζητά ταυτοποίηση.</translation>
    </message>
    <message>
        <source>Check the proxy in the preferences.</source>
        <translation>Ελέγξτε τον διακομιστή μεσολάβησης στις προτιμήσεις.</translation>
    </message>
    <message>
        <source>This network wants a sign-in</source>
        <translation>Το δίκτυο ζητά σύνδεση</translation>
    </message>
    <message>
        <source>A page of this network answered in the helpdesk&apos;s place.</source>
        <translation>Αντί για την υποστήριξη απάντησε μια σελίδα του δικτύου.</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network, then come back.</source>
        <translation>Ανοίξτε έναν browser, συνδεθείτε στο δίκτυο και επιστρέψτε.</translation>
    </message>
    <message>
        <source>The helpdesk is busy</source>
        <translation>Η υποστήριξη είναι απασχολημένη</translation>
    </message>
    <message>
        <source>It asked us to come back in a while.</source>
        <translation>Μας ζήτησε να επανέλθουμε σε λίγο.</translation>
    </message>
    <message>
        <source>Nothing to do: it will be tried again by itself.</source>
        <translation>Δεν χρειάζεται να κάνετε κάτι: θα γίνει αυτόματα νέα προσπάθεια.</translation>
    </message>
    <message>
        <source>The helpdesk has a problem</source>
        <translation>Η υποστήριξη έχει πρόβλημα</translation>
    </message>
    <message>
        <source>The server answered, but not in a way that can be used.</source>
        <translation>Ο διακομιστής απάντησε, αλλά όχι με τρόπο που μπορεί να χρησιμοποιηθεί.</translation>
    </message>
    <message>
        <source>The helpdesk can&apos;t be reached</source>
        <translation>Δεν υπάρχει επικοινωνία με την υποστήριξη</translation>
    </message>
    <message>
        <source>There is no connection to the server right now.</source>
        <translation>Αυτή τη στιγμή δεν υπάρχει σύνδεση με τον διακομιστή.</translation>
    </message>
    <message>
        <source>Work on: everything is sent by itself when the network is back.</source>
        <translation>Συνεχίστε να εργάζεστε: όλα θα σταλούν αυτόματα όταν επανέλθει το δίκτυο.</translation>
    </message>
    <message>
        <source>No helpdesk found there</source>
        <translation>Δεν βρέθηκε υποστήριξη εκεί</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is no helpdesk that Sportello knows.</source>
        <translation>Κάτι απαντά σε αυτή τη διεύθυνση, αλλά δεν είναι υποστήριξη που γνωρίζει το Sportello.</translation>
    </message>
    <message>
        <source>Check the address, or ask your helpdesk for it.</source>
        <translation>Ελέγξτε τη διεύθυνση ή ζητήστε την από την υποστήριξή σας.</translation>
    </message>
    <message>
        <source>That did not match</source>
        <translation>Τα στοιχεία δεν ταιριάζουν</translation>
    </message>
    <message>
        <source>The user name or the password is not right.</source>
        <translation>Το όνομα χρήστη ή ο κωδικός δεν είναι σωστά.</translation>
    </message>
    <message>
        <source>Try again, or ask for a new password.</source>
        <translation>Δοκιμάστε ξανά ή ζητήστε νέο κωδικό.</translation>
    </message>
    <message>
        <source>The account is not active yet</source>
        <translation>Ο λογαριασμός δεν είναι ακόμη ενεργός</translation>
    </message>
    <message>
        <source>The helpdesk sent an e-mail with an activation link.</source>
        <translation>Η υποστήριξη έστειλε e-mail με σύνδεσμο ενεργοποίησης.</translation>
    </message>
    <message>
        <source>Open the link in it first, then sign in.</source>
        <translation>Ανοίξτε πρώτα τον σύνδεσμο και μετά συνδεθείτε.</translation>
    </message>
    <message>
        <source>Please sign in again</source>
        <translation>Συνδεθείτε ξανά</translation>
    </message>
    <message>
        <source>The session ended. Everything you wrote is kept.</source>
        <translation>Η συνεδρία έληξε. Ό,τι γράψατε έχει φυλαχθεί.</translation>
    </message>
    <message>
        <source>Sign in, and it goes on from there.</source>
        <translation>Συνδεθείτε και θα συνεχίσει από εκεί.</translation>
    </message>
    <message>
        <source>The helpdesk said no</source>
        <translation>Η υποστήριξη αρνήθηκε</translation>
    </message>
    <message>
        <source>It did not give a reason.</source>
        <translation>Δεν έδωσε αιτία.</translation>
    </message>
    <message>
        <source>Change what it asks for, then try again.</source>
        <translation>Αλλάξτε ό,τι ζητά και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Ο δίσκος είναι γεμάτος</translation>
    </message>
    <message>
        <source>There is no room to save on this computer.</source>
        <translation>Δεν υπάρχει χώρος για αποθήκευση σε αυτόν τον υπολογιστή.</translation>
    </message>
    <message>
        <source>Make some room, then try again. What was saved before is safe.</source>
        <translation>Ελευθερώστε χώρο και δοκιμάστε ξανά. Ό,τι αποθηκεύτηκε πριν είναι ασφαλές.</translation>
    </message>
    <message>
        <source>The data can&apos;t be unlocked</source>
        <translation>Τα δεδομένα δεν ξεκλειδώνουν</translation>
    </message>
    <message>
        <source>The key at hand does not open this account&apos;s data.</source>
        <translation>Το διαθέσιμο κλειδί δεν ανοίγει τα δεδομένα αυτού του λογαριασμού.</translation>
    </message>
    <message>
        <source>Unlock the keyring or type the passphrase it was made with.</source>
        <translation>Ξεκλειδώστε την κλειδοθήκη ή πληκτρολογήστε τη συνθηματική φράση με την οποία προστατεύτηκαν.</translation>
    </message>
    <message>
        <source>Written by a newer Sportello</source>
        <translation>Γράφτηκε από νεότερο Sportello</translation>
    </message>
    <message>
        <source>This version must not touch the data of a newer one.</source>
        <translation>Αυτή η έκδοση δεν πρέπει να αγγίξει δεδομένα νεότερης.</translation>
    </message>
    <message>
        <source>Update Sportello, then open it again.</source>
        <translation>Ενημερώστε το Sportello και ανοίξτε το ξανά.</translation>
    </message>
    <message>
        <source>The data is in use</source>
        <translation>Τα δεδομένα χρησιμοποιούνται</translation>
    </message>
    <message>
        <source>Another Sportello has this account open.</source>
        <translation>Αυτός ο λογαριασμός είναι ανοιχτός σε άλλο Sportello.</translation>
    </message>
    <message>
        <source>Close the other one, then try again.</source>
        <translation>Κλείστε το άλλο και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>A file on this computer is damaged</source>
        <translation>Ένα αρχείο σε αυτόν τον υπολογιστή είναι κατεστραμμένο</translation>
    </message>
    <message>
        <source>Something on the disk can&apos;t be read as it was written.</source>
        <translation>Κάτι στον δίσκο δεν διαβάζεται όπως γράφτηκε.</translation>
    </message>
    <message>
        <source>Try again; if it stays, ask your helpdesk and keep the folder as it is.</source>
        <translation>Δοκιμάστε ξανά· αν επιμένει, ρωτήστε την υποστήριξη και αφήστε τον φάκελο όπως είναι.</translation>
    </message>
    <message>
        <source>This folder can&apos;t be written to</source>
        <translation>Δεν γίνεται εγγραφή σε αυτόν τον φάκελο</translation>
    </message>
    <message>
        <source>Sportello may read its folder, but not save in it: {folder}</source>
        <translation>Το Sportello μπορεί να διαβάσει τον φάκελό του, αλλά όχι να αποθηκεύσει σε αυτόν: {folder}</translation>
    </message>
    <message>
        <source>Allow writing there, then try again. What was saved is safe.</source>
        <translation>Επιτρέψτε την εγγραφή εκεί και δοκιμάστε ξανά. Ό,τι αποθηκεύτηκε είναι ασφαλές.</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring is locked, or takes too long to answer.</source>
        <translation>Η κλειδοθήκη αυτού του υπολογιστή είναι κλειδωμένη ή αργεί πολύ να απαντήσει.</translation>
    </message>
    <message>
        <source>The disk has a fault</source>
        <translation>Ο δίσκος έχει βλάβη</translation>
    </message>
    <message>
        <source>The disk of this computer failed to read or write. Nothing on it was changed.</source>
        <translation>Ο δίσκος αυτού του υπολογιστή απέτυχε στην ανάγνωση ή την εγγραφή. Δεν άλλαξε τίποτα σε αυτόν.</translation>
    </message>
    <message>
        <source>Try again; if it stays, copy the folder to another disk: {folder}</source>
        <translation>Δοκιμάστε ξανά· αν επιμένει, αντιγράψτε τον φάκελο σε άλλον δίσκο: {folder}</translation>
    </message>
    <message>
        <source>The disk does not cooperate</source>
        <translation>Ο δίσκος δεν ανταποκρίνεται</translation>
    </message>
    <message>
        <source>Reading or writing on this computer did not work.</source>
        <translation>Η ανάγνωση ή η εγγραφή σε αυτόν τον υπολογιστή απέτυχε.</translation>
    </message>
    <message>
        <source>Check disk and permissions, then try again.</source>
        <translation>Ελέγξτε τον δίσκο και τα δικαιώματα και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>The keyring has lost the key</source>
        <translation>Η κλειδοθήκη έχασε το κλειδί</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring no longer has the key to this account&apos;s data.</source>
        <translation>Η κλειδοθήκη αυτού του υπολογιστή δεν έχει πια το κλειδί για τα δεδομένα αυτού του λογαριασμού.</translation>
    </message>
    <message>
        <source>Open it with the password you last used here, or bring the keyring back.</source>
        <translation>Ανοίξτε τα με τον τελευταίο κωδικό που χρησιμοποιήσατε εδώ ή επαναφέρετε την κλειδοθήκη.</translation>
    </message>
    <message>
        <source>No keyring was found</source>
        <translation>Δεν βρέθηκε κλειδοθήκη</translation>
    </message>
    <message>
        <source>This computer has no keyring that Sportello can use.</source>
        <translation>Αυτός ο υπολογιστής δεν έχει κλειδοθήκη που μπορεί να χρησιμοποιήσει το Sportello.</translation>
    </message>
    <message>
        <source>Start the keyring, or use a passphrase.</source>
        <translation>Ξεκινήστε την κλειδοθήκη ή χρησιμοποιήστε συνθηματική φράση.</translation>
    </message>
    <message>
        <source>The keyring does not answer</source>
        <translation>Η κλειδοθήκη δεν απαντά</translation>
    </message>
    <message>
        <source>Unlock it and try again, or use a passphrase.</source>
        <translation>Ξεκλειδώστε την και δοκιμάστε ξανά ή χρησιμοποιήστε συνθηματική φράση.</translation>
    </message>
    <message>
        <source>A file can&apos;t be read</source>
        <translation>Ένα αρχείο δεν διαβάζεται</translation>
    </message>
    <message>
        <source>“{name}” could not be opened.</source>
        <translation>Δεν ήταν δυνατό το άνοιγμα του «{name}».</translation>
    </message>
    <message>
        <source>Check that it still exists and that you may read it.</source>
        <translation>Ελέγξτε ότι υπάρχει ακόμη και ότι έχετε δικαίωμα ανάγνωσης.</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Δεν πέτυχε</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Δοκιμάστε ξανά σε λίγο.</translation>
    </message>
    <message>
        <source>Something went wrong in Sportello</source>
        <translation>Κάτι πήγε στραβά στο Sportello</translation>
    </message>
    <message>
        <source>This is our mistake, not yours. Nothing you wrote is lost.</source>
        <translation>Το λάθος είναι δικό μας, όχι δικό σας. Τίποτα απ’ όσα γράψατε δεν χάθηκε.</translation>
    </message>
    <message>
        <source>Try again; if it stays, send us the diagnostics from the menu.</source>
        <translation>Δοκιμάστε ξανά· αν επιμένει, στείλτε μας τα διαγνωστικά από το μενού.</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Too large: the helpdesk takes files of up to {size}.</source>
        <translation>Πολύ μεγάλο: η υποστήριξη δέχεται αρχεία έως {size}.</translation>
    </message>
    <message>
        <source>Too many files: the helpdesk takes {count} with a ticket. Remove some of them.</source>
        <translation>Πάρα πολλά αρχεία: η υποστήριξη δέχεται {count} ανά αίτημα. Αφαιρέστε μερικά.</translation>
    </message>
    <message>
        <source>“{address}” is not an e-mail address. Correct it or remove it.</source>
        <translation>Το «{address}» δεν είναι διεύθυνση e-mail. Διορθώστε ή αφαιρέστε το.</translation>
    </message>
    <message>
        <source>At most {count} characters. The rest fits into the description.</source>
        <translation>Το πολύ {count} χαρακτήρες. Τα υπόλοιπα χωρούν στην περιγραφή.</translation>
    </message>
    <message>
        <source>Choose what your ticket is about.</source>
        <translation>Επιλέξτε τι αφορά το αίτημα.</translation>
    </message>
    <message>
        <source>Choose a machine, or say which one it is if it is not in the list.</source>
        <translation>Επιλέξτε μηχάνημα ή πείτε ποιο είναι, αν δεν υπάρχει στη λίστα.</translation>
    </message>
    <message>
        <source>Give it a subject: a few words are enough.</source>
        <translation>Δώστε ένα θέμα: λίγες λέξεις αρκούν.</translation>
    </message>
    <message>
        <source>Describe what happens, so that somebody can help.</source>
        <translation>Περιγράψτε τι συμβαίνει, ώστε να μπορέσει κάποιος να βοηθήσει.</translation>
    </message>
    <message>
        <source>Say how the machine is.</source>
        <translation>Πείτε σε ποια κατάσταση είναι το μηχάνημα.</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>Γράψτε πρώτα κάτι.</translation>
    </message>
    <message>
        <source>This is longer than the helpdesk takes. Attach the long part as a file.</source>
        <translation>Είναι μεγαλύτερο απ’ όσο δέχεται η υποστήριξη. Επισυνάψτε το μεγάλο μέρος ως αρχείο.</translation>
    </message>
    <message>
        <source>The helpdesk does not take this type of file.</source>
        <translation>Η υποστήριξη δεν δέχεται αυτόν τον τύπο αρχείου.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>Το αρχείο είναι κενό.</translation>
    </message>
</context>
<context>
    <name>FileDoor</name>
    <message>
        <source>No program on this computer opens files like this. Save it instead.</source>
        <translation>Κανένα πρόγραμμα σε αυτόν τον υπολογιστή δεν ανοίγει τέτοια αρχεία. Αποθηκεύστε το.</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>PDF document</source>
        <translation>Έγγραφο PDF</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Εικόνα</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Βίντεο</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ήχος</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Κείμενο</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Αρχείο</translation>
    </message>
    <message>
        <source>Too large to be shown here.</source>
        <translation>Πολύ μεγάλο για να εμφανιστεί εδώ.</translation>
    </message>
    <message>
        <source>This file is damaged, or not what its name says: it can&apos;t be shown here.</source>
        <translation>Το αρχείο είναι κατεστραμμένο ή δεν είναι αυτό που λέει το όνομά του: δεν μπορεί να εμφανιστεί εδώ.</translation>
    </message>
    <message>
        <source>This PDF asks for a password; a program for PDFs may open it.</source>
        <translation>Αυτό το PDF ζητά κωδικό· ίσως το ανοίγει ένα πρόγραμμα για PDF.</translation>
    </message>
    <message>
        <source>This page takes too long to be drawn.</source>
        <translation>Η σελίδα αργεί πολύ να σχεδιαστεί.</translation>
    </message>
    <message>
        <source>There is no preview of files like this.</source>
        <translation>Για τέτοια αρχεία δεν υπάρχει προεπισκόπηση.</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>«{name}»</translation>
    </message>
    <message>
        <source>others</source>
        <comment>further files, at the end of a list of names</comment>
        <translation>άλλα</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Back</source>
        <translation>Πίσω</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Αποστολή</translation>
    </message>
    <message>
        <source>Next: machine</source>
        <translation>Επόμενο: μηχάνημα</translation>
    </message>
    <message>
        <source>Next: what happens</source>
        <translation>Επόμενο: τι συμβαίνει</translation>
    </message>
    <message>
        <source>Next: review</source>
        <translation>Επόμενο: έλεγχος</translation>
    </message>
    <message>
        <source>What you write is kept as a draft. Works offline.</source>
        <translation>Ό,τι γράφετε φυλάσσεται ως πρόχειρο. Λειτουργεί και χωρίς δίκτυο.</translation>
    </message>
    <message>
        <source>Saved as a draft a moment ago. Works offline.</source>
        <translation>Αποθηκεύτηκε ως πρόχειρο μόλις τώρα. Λειτουργεί και χωρίς δίκτυο.</translation>
    </message>
    <message>
        <source>Saved as a draft at {time}. Works offline.</source>
        <translation>Αποθηκεύτηκε ως πρόχειρο στις {time}. Λειτουργεί και χωρίς δίκτυο.</translation>
    </message>
    <message>
        <source>Not saved as a draft: {reason} Leave this window open.</source>
        <translation>Δεν αποθηκεύτηκε ως πρόχειρο: {reason} Αφήστε το παράθυρο ανοιχτό.</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Γενικά</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Γλώσσα</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>Όπως το σύστημα</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Εμφάνιση</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Φωτεινή</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Σκοτεινή</translation>
    </message>
    <message>
        <source>Start with this computer, in the tray</source>
        <translation>Εκκίνηση μαζί με τον υπολογιστή, στην περιοχή ειδοποιήσεων</translation>
    </message>
    <message>
        <source>Closing the window leaves Sportello in the tray, where there is one</source>
        <translation>Κλείνοντας το παράθυρο, το Sportello μένει στην περιοχή ειδοποιήσεων, όπου υπάρχει</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Opened</source>
        <translation>Άνοιγμα</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Κατάσταση</translation>
    </message>
    <message>
        <source>In charge</source>
        <translation>Ανάθεση</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Εσείς</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Υποστήριξη</translation>
    </message>
</context>
<context>
    <name>HistoryTable</name>
    <message>
        <source>What happened</source>
        <translation>Τι συνέβη</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Ποιος</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Πότε</translation>
    </message>
</context>
<context>
    <name>Impact</name>
    <message>
        <source>it is a question that keeps nobody from working</source>
        <translation>είναι ερώτηση που δεν εμποδίζει κανέναν να εργαστεί</translation>
    </message>
    <message>
        <source>the work goes on, but with difficulty</source>
        <translation>η εργασία συνεχίζεται, αλλά με δυσκολία</translation>
    </message>
    <message>
        <source>it keeps somebody from working, or hinders many</source>
        <translation>κάποιος δεν μπορεί να εργαστεί ή δυσκολεύονται πολλοί</translation>
    </message>
    <message>
        <source>several people can&apos;t work, and it may be a central system</source>
        <translation>αρκετοί δεν μπορούν να εργαστούν και ίσως φταίει κεντρικό σύστημα</translation>
    </message>
    <message>
        <source>nobody can work</source>
        <translation>κανείς δεν μπορεί να εργαστεί</translation>
    </message>
</context>
<context>
    <name>Joining</name>
    <message>
        <source>Back</source>
        <translation>Πίσω</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Διακοπή</translation>
    </message>
    <message>
        <source>Forgot your password?</source>
        <translation>Ξεχάσατε τον κωδικό σας;</translation>
    </message>
    <message>
        <source>Forgot your user name?</source>
        <translation>Ξεχάσατε το όνομα χρήστη σας;</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Δημιουργία λογαριασμού</translation>
    </message>
    <message>
        <source>Ask for access</source>
        <translation>Αίτηση πρόσβασης</translation>
    </message>
    <message>
        <source>A new password</source>
        <translation>Νέος κωδικός</translation>
    </message>
    <message>
        <source>Type the e-mail address of your account. {helpdesk} sends a new password there.</source>
        <translation>Πληκτρολογήστε τη διεύθυνση e-mail του λογαριασμού σας. Η υποστήριξη ({helpdesk}) στέλνει εκεί νέο κωδικό.</translation>
    </message>
    <message>
        <source>Your user name</source>
        <translation>Το όνομα χρήστη σας</translation>
    </message>
    <message>
        <source>Type the e-mail address of your account. {helpdesk} sends your user name there.</source>
        <translation>Πληκτρολογήστε τη διεύθυνση e-mail του λογαριασμού σας. Η υποστήριξη ({helpdesk}) στέλνει εκεί το όνομα χρήστη σας.</translation>
    </message>
    <message>
        <source>People at {helpdesk} read this, and send you a user name and a password if they agree.</source>
        <translation>Το διαβάζουν στην υποστήριξη ({helpdesk}) και, αν συμφωνήσουν, σας στέλνουν όνομα χρήστη και κωδικό.</translation>
    </message>
    <message>
        <source>Create the account</source>
        <translation>Δημιουργία του λογαριασμού</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Αποστολή</translation>
    </message>
    <message>
        <source>Creating the account…</source>
        <translation>Δημιουργία του λογαριασμού…</translation>
    </message>
    <message>
        <source>Asking the helpdesk…</source>
        <translation>Ερώτηση στην υποστήριξη…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Σύνδεση</translation>
    </message>
    <message>
        <source>Until then there is nothing to do here. Once you have both, sign in on this page.</source>
        <translation>Ως τότε δεν χρειάζεται να κάνετε κάτι εδώ. Όταν έχετε και τα δύο, συνδεθείτε σε αυτή τη σελίδα.</translation>
    </message>
    <message>
        <source>Back to sign in</source>
        <translation>Πίσω στη σύνδεση</translation>
    </message>
    <message>
        <source>First and last name</source>
        <translation>Όνομα και επώνυμο</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Διεύθυνση e-mail</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Όνομα χρήστη</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Κωδικός</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Ο ίδιος ακόμη μία φορά</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Εταιρεία</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Το όνομά σας</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Τι αφορά</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Τωρινός κωδικός</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Νέος κωδικός</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>προαιρετικό</translation>
    </message>
    <message>
        <source>A user name has no blanks and no @. Letters, digits, dots and hyphens are fine.</source>
        <translation>Το όνομα χρήστη δεν έχει κενά ούτε @. Επιτρέπονται γράμματα, ψηφία, τελείες και παύλες.</translation>
    </message>
    <message>
        <source>At least {count} characters, please.</source>
        <translation>Τουλάχιστον {count} χαρακτήρες, παρακαλώ.</translation>
    </message>
    <message>
        <source>At most {count} characters, please.</source>
        <translation>Το πολύ {count} χαρακτήρες, παρακαλώ.</translation>
    </message>
    <message>
        <source>For {helpdesk}. You then get an e-mail with a link: open it before you sign in.</source>
        <translation>Για: {helpdesk}. Θα λάβετε e-mail με σύνδεσμο: ανοίξτε τον πριν συνδεθείτε.</translation>
    </message>
    <message>
        <source>Send the e-mail</source>
        <translation>Αποστολή του e-mail</translation>
    </message>
    <message>
        <source>The same is said here for every address, so that nobody can find out who has an account. No e-mail after a few minutes? Look among the junk mail, and check whether your account has another address.</source>
        <translation>Εδώ εμφανίζεται το ίδιο για κάθε διεύθυνση, ώστε κανείς να μη μαθαίνει ποιος έχει λογαριασμό. Δεν ήρθε e-mail μετά από λίγα λεπτά; Κοιτάξτε στα ανεπιθύμητα και ελέγξτε μήπως ο λογαριασμός σας έχει άλλη διεύθυνση.</translation>
    </message>
    <message>
        <source>Look at your e-mail</source>
        <translation>Δείτε τα e-mail σας</translation>
    </message>
    <message>
        <source>If {email} belongs to an account, an e-mail with a new password is on its way there.</source>
        <translation>Αν η διεύθυνση {email} ανήκει σε λογαριασμό, έρχεται εκεί e-mail με νέο κωδικό.</translation>
    </message>
    <message>
        <source>If {email} belongs to an account, an e-mail with its user name is on its way there.</source>
        <translation>Αν η διεύθυνση {email} ανήκει σε λογαριασμό, έρχεται εκεί e-mail με το όνομα χρήστη του.</translation>
    </message>
    <message>
        <source>One more step: the link in the e-mail</source>
        <translation>Ένα βήμα ακόμη: ο σύνδεσμος στο e-mail</translation>
    </message>
    <message>
        <source>An e-mail with an activation link was sent to {email}. Open the link first: the account can&apos;t be used before that.</source>
        <translation>Στάλθηκε e-mail με σύνδεσμο ενεργοποίησης στη διεύθυνση {email}. Ανοίξτε πρώτα τον σύνδεσμο: ως τότε ο λογαριασμός δεν μπορεί να χρησιμοποιηθεί.</translation>
    </message>
    <message>
        <source>No e-mail after a few minutes? Look among the junk mail, too. If this address has an account already, the e-mail says so instead.</source>
        <translation>Δεν ήρθε e-mail μετά από λίγα λεπτά; Κοιτάξτε και στα ανεπιθύμητα. Αν η διεύθυνση έχει ήδη λογαριασμό, το e-mail το αναφέρει.</translation>
    </message>
    <message>
        <source>You have asked for access</source>
        <translation>Ζητήσατε πρόσβαση</translation>
    </message>
    <message>
        <source>People at {helpdesk} read what you sent and decide. Their answer comes by e-mail to {email}, with user name and password if they agree.</source>
        <translation>Στην υποστήριξη ({helpdesk}) διαβάζουν ό,τι στείλατε και αποφασίζουν. Η απάντηση έρχεται με e-mail στη διεύθυνση {email}, με όνομα χρήστη και κωδικό αν συμφωνήσουν.</translation>
    </message>
    <message>
        <source>Language of the helpdesk&apos;s e-mails</source>
        <translation>Γλώσσα των e-mail της υποστήριξης</translation>
    </message>
    <message>
        <source>Type a complete e-mail address, such as anna@example.com.</source>
        <translation>Πληκτρολογήστε μια πλήρη διεύθυνση e-mail, π.χ. anna@etaireia.example.</translation>
    </message>
    <message>
        <source>The two passwords are not the same. Type it once more.</source>
        <translation>Οι δύο κωδικοί δεν είναι ίδιοι. Πληκτρολογήστε τον ξανά.</translation>
    </message>
    <message>
        <source>This is the present password. Choose another one.</source>
        <translation>Είναι ο τωρινός κωδικός. Επιλέξτε άλλον.</translation>
    </message>
    <message>
        <source>There is a character in it that can&apos;t be sent. Type it anew.</source>
        <translation>Περιέχει χαρακτήρα που δεν μπορεί να σταλεί. Πληκτρολογήστε το ξανά.</translation>
    </message>
    <message>
        <source>This is not your present password. Try again.</source>
        <translation>Δεν είναι ο τωρινός κωδικός σας. Δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>The helpdesk does not take this. Try something else.</source>
        <translation>Η υποστήριξη δεν το δέχεται. Δοκιμάστε κάτι άλλο.</translation>
    </message>
    <message>
        <source>Choose another user name. The helpdesk says: {reason}</source>
        <translation>Επιλέξτε άλλο όνομα χρήστη. Η υποστήριξη λέει: {reason}</translation>
    </message>
    <message>
        <source>The helpdesk says: {reason}</source>
        <translation>Η υποστήριξη λέει: {reason}</translation>
    </message>
    <message>
        <source>Type your e-mail address.</source>
        <translation>Πληκτρολογήστε τη διεύθυνση e-mail σας.</translation>
    </message>
    <message>
        <source>Choose a user name: you sign in with it.</source>
        <translation>Επιλέξτε όνομα χρήστη: με αυτό συνδέεστε.</translation>
    </message>
    <message>
        <source>Choose a password.</source>
        <translation>Επιλέξτε κωδικό.</translation>
    </message>
    <message>
        <source>Type the password once more.</source>
        <translation>Πληκτρολογήστε ξανά τον κωδικό.</translation>
    </message>
    <message>
        <source>Type the name of your company.</source>
        <translation>Πληκτρολογήστε το όνομα της εταιρείας σας.</translation>
    </message>
    <message>
        <source>Type your present password.</source>
        <translation>Πληκτρολογήστε τον τωρινό κωδικό σας.</translation>
    </message>
    <message>
        <source>Type your name.</source>
        <translation>Πληκτρολογήστε το όνομά σας.</translation>
    </message>
    <message>
        <source>The helpdesk is busy right now. What you typed stays here: try again in a little while.</source>
        <translation>Η υποστήριξη είναι απασχολημένη αυτή τη στιγμή. Ό,τι γράψατε μένει εδώ: δοκιμάστε ξανά σε λίγο.</translation>
    </message>
    <message>
        <source>The helpdesk wants no more attempts for now. Try again in {minutes} min.</source>
        <translation>Η υποστήριξη δεν δέχεται άλλες προσπάθειες προς το παρόν. Δοκιμάστε ξανά σε {minutes} λεπτά.</translation>
    </message>
    <message>
        <source>The helpdesk wants no more attempts for now. Try again in {seconds} s.</source>
        <translation>Η υποστήριξη δεν δέχεται άλλες προσπάθειες προς το παρόν. Δοκιμάστε ξανά σε {seconds} δ.</translation>
    </message>
    <message>
        <source>The helpdesk said no: {reason}</source>
        <translation>Η υποστήριξη αρνήθηκε: {reason}</translation>
    </message>
    <message>
        <source>Stopped. If an e-mail comes all the same, what you sent had arrived already.</source>
        <translation>Διακόπηκε. Αν έρθει παρ’ όλα αυτά e-mail, ό,τι στείλατε είχε ήδη φτάσει.</translation>
    </message>
    <message>
        <source>The connection broke before the helpdesk answered. What you typed stays here: try again.</source>
        <translation>Η σύνδεση διακόπηκε πριν απαντήσει η υποστήριξη. Ό,τι γράψατε μένει εδώ: δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>The helpdesk does not offer this any more. Contact it in another way.</source>
        <translation>Η υποστήριξη δεν το προσφέρει πια. Επικοινωνήστε μαζί της με άλλον τρόπο.</translation>
    </message>
    <message>
        <source>The server answered, but this computer does not trust its certificate. Nothing was sent. Check date and time, or ask who looks after this network.</source>
        <translation>Ο διακομιστής απάντησε, αλλά αυτός ο υπολογιστής δεν εμπιστεύεται το πιστοποιητικό του. Δεν στάλθηκε τίποτα. Ελέγξτε ημερομηνία και ώρα ή ρωτήστε τον υπεύθυνο του δικτύου.</translation>
    </message>
    <message>
        <source>The proxy does not let us through. Check it in the preferences, then try again.</source>
        <translation>Ο διακομιστής μεσολάβησης δεν μας αφήνει να περάσουμε. Ελέγξτε τον στις προτιμήσεις και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>This network wants a sign-in of its own first. Open a browser, sign in there, then try again.</source>
        <translation>Το δίκτυο ζητά πρώτα δική του σύνδεση. Ανοίξτε έναν browser, συνδεθείτε εκεί και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>The helpdesk has a problem right now. What you typed stays here: try again in a few minutes.</source>
        <translation>Η υποστήριξη έχει πρόβλημα αυτή τη στιγμή. Ό,τι γράψατε μένει εδώ: δοκιμάστε ξανά σε λίγα λεπτά.</translation>
    </message>
    <message>
        <source>The helpdesk can&apos;t be reached right now, and nothing was sent. What you typed stays here: try again when you are online.</source>
        <translation>Δεν υπάρχει επικοινωνία με την υποστήριξη αυτή τη στιγμή και δεν στάλθηκε τίποτα. Ό,τι γράψατε μένει εδώ: δοκιμάστε ξανά όταν έχετε σύνδεση.</translation>
    </message>
    <message>
        <source>Another address…</source>
        <translation>Άλλη διεύθυνση…</translation>
    </message>
</context>
<context>
    <name>KeyKeeping</name>
    <message>
        <source>The keyring opens your data from now on. You are not asked for the passphrase any more.</source>
        <translation>Στο εξής τα δεδομένα σας ανοίγουν με την κλειδοθήκη. Η συνθηματική φράση δεν θα σας ζητηθεί ξανά.</translation>
    </message>
    <message>
        <source>The passphrase opens your data from now on. You are asked for it at the next start.</source>
        <translation>Στο εξής τα δεδομένα σας ανοίγουν με τη συνθηματική φράση. Θα σας ζητηθεί στην επόμενη εκκίνηση.</translation>
    </message>
    <message>
        <source>Nothing was changed: your data opens as before.</source>
        <translation>Δεν άλλαξε τίποτα: τα δεδομένα σας ανοίγουν όπως πριν.</translation>
    </message>
</context>
<context>
    <name>KeyTroubleDialog</name>
    <message>
        <source>Type it first.</source>
        <translation>Πληκτρολογήστε πρώτα.</translation>
    </message>
    <message>
        <source>The key to your data</source>
        <translation>Το κλειδί των δεδομένων σας</translation>
    </message>
    <message>
        <source>The passphrase that opened your data before</source>
        <translation>Η συνθηματική φράση που άνοιγε πριν τα δεδομένα σας</translation>
    </message>
    <message>
        <source>Open with the earlier passphrase</source>
        <translation>Άνοιγμα με την προηγούμενη φράση</translation>
    </message>
    <message>
        <source>The password you last signed in with on this computer</source>
        <translation>Ο τελευταίος κωδικός με τον οποίο συνδεθήκατε σε αυτόν τον υπολογιστή</translation>
    </message>
    <message>
        <source>Open with your password</source>
        <translation>Άνοιγμα με τον κωδικό σας</translation>
    </message>
    <message>
        <source>Remove it…</source>
        <translation>Αφαίρεση…</translation>
    </message>
    <message>
        <source>Begin anew…</source>
        <translation>Νέα αρχή…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Νέα προσπάθεια</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Άνοιγμα</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Οριστική αφαίρεση</translation>
    </message>
    <message>
        <source>Keep aside and begin anew</source>
        <translation>Φύλαξη και νέα αρχή</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Πίσω</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Όχι τώρα</translation>
    </message>
    <message>
        <source>Waiting for the keyring</source>
        <translation>Αναμονή για την κλειδοθήκη</translation>
    </message>
    <message>
        <source>What you keep on this computer is encrypted, and its key is in the keyring. It may be asking for its password in a window of its own.</source>
        <translation>Ό,τι φυλάσσεται σε αυτόν τον υπολογιστή είναι κρυπτογραφημένο και το κλειδί είναι στην κλειδοθήκη. Ίσως ζητά τον κωδικό της σε δικό της παράθυρο.</translation>
    </message>
    <message>
        <source>The keyring is locked or does not answer</source>
        <translation>Η κλειδοθήκη είναι κλειδωμένη ή δεν απαντά</translation>
    </message>
    <message>
        <source>What you keep on this computer is encrypted, and its key is in the keyring. Nothing is lost and nothing has changed: unlock the keyring, then try again.</source>
        <translation>Ό,τι φυλάσσεται σε αυτόν τον υπολογιστή είναι κρυπτογραφημένο και το κλειδί είναι στην κλειδοθήκη. Τίποτα δεν χάθηκε και τίποτα δεν άλλαξε: ξεκλειδώστε την κλειδοθήκη και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>There is no keyring here any more</source>
        <translation>Δεν υπάρχει πια κλειδοθήκη εδώ</translation>
    </message>
    <message>
        <source>What you keep on this computer is encrypted, and its key was in a keyring that can&apos;t be found now. Nothing has changed. Start the keyring and try again, or go on without it.</source>
        <translation>Ό,τι φυλάσσεται σε αυτόν τον υπολογιστή είναι κρυπτογραφημένο και το κλειδί ήταν σε κλειδοθήκη που τώρα δεν βρίσκεται. Δεν άλλαξε τίποτα. Ξεκινήστε την κλειδοθήκη και δοκιμάστε ξανά ή συνεχίστε χωρίς αυτήν.</translation>
    </message>
    <message>
        <source>The keyring has lost the key</source>
        <translation>Η κλειδοθήκη έχασε το κλειδί</translation>
    </message>
    <message>
        <source>What you keep on this computer is encrypted. Its key is no longer in the keyring, which may have been reset.</source>
        <translation>Ό,τι φυλάσσεται σε αυτόν τον υπολογιστή είναι κρυπτογραφημένο. Το κλειδί δεν είναι πια στην κλειδοθήκη, που ίσως μηδενίστηκε.</translation>
    </message>
    <message>
        <source>The keyring has another key</source>
        <translation>Η κλειδοθήκη έχει άλλο κλειδί</translation>
    </message>
    <message>
        <source>What you keep on this computer is encrypted. What the keyring has in the place of its key does not open it.</source>
        <translation>Ό,τι φυλάσσεται σε αυτόν τον υπολογιστή είναι κρυπτογραφημένο. Αυτό που έχει τώρα η κλειδοθήκη στη θέση του κλειδιού δεν το ανοίγει.</translation>
    </message>
    <message>
        <source>Without the passphrase</source>
        <translation>Χωρίς τη συνθηματική φράση</translation>
    </message>
    <message>
        <source>Nobody can read what is on this computer without it, nor can we. You can try again, or begin anew: what is here is kept aside, and opens when the passphrase comes back to you.</source>
        <translation>Χωρίς αυτήν κανείς δεν μπορεί να διαβάσει ό,τι υπάρχει σε αυτόν τον υπολογιστή, ούτε εμείς. Μπορείτε να δοκιμάσετε ξανά ή να κάνετε νέα αρχή: ό,τι υπάρχει εδώ φυλάσσεται χωριστά και ανοίγει όταν θυμηθείτε τη φράση.</translation>
    </message>
    <message>
        <source>Nothing is lost: the password you last used on this computer opens it, even if it was changed elsewhere since.</source>
        <translation>Τίποτα δεν χάθηκε: το ανοίγει ο τελευταίος κωδικός που χρησιμοποιήσατε σε αυτόν τον υπολογιστή, ακόμη κι αν μετά άλλαξε αλλού.</translation>
    </message>
    <message>
        <source>Nothing is lost: the passphrase from before opens it.</source>
        <translation>Τίποτα δεν χάθηκε: το ανοίγει η προηγούμενη συνθηματική φράση.</translation>
    </message>
    <message>
        <source>Your data is untouched: bring the keyring back and try again, or begin anew.</source>
        <translation>Τα δεδομένα σας είναι άθικτα: επαναφέρετε την κλειδοθήκη και δοκιμάστε ξανά ή κάντε νέα αρχή.</translation>
    </message>
    <message>
        <source>Remove what was kept aside?</source>
        <translation>Αφαίρεση όσων φυλάσσονταν χωριστά;</translation>
    </message>
    <message>
        <source>Nobody can see what in it was never sent. Once removed it can&apos;t be brought back, not even with the key.</source>
        <translation>Κανείς δεν μπορεί να δει τι από αυτά δεν στάλθηκε ποτέ. Μετά την αφαίρεση δεν ανακτώνται, ούτε με το κλειδί.</translation>
    </message>
    <message>
        <source>Begin anew?</source>
        <translation>Νέα αρχή;</translation>
    </message>
    <message>
        <source>What is on this computer, also what was not sent, stays in a folder of its own, encrypted as it is. You sign in again, and everything the helpdesk has comes back. When the key returns, you can open the old folder from the sign-in page.</source>
        <translation>Ό,τι υπάρχει σε αυτόν τον υπολογιστή, και όσα δεν στάλθηκαν, μένει σε χωριστό φάκελο, κρυπτογραφημένο όπως είναι. Συνδέεστε ξανά και επιστρέφουν όλα όσα έχει η υποστήριξη. Όταν βρεθεί το κλειδί, ανοίγετε τον παλιό φάκελο από τη σελίδα σύνδεσης.</translation>
    </message>
</context>
<context>
    <name>KnownAccounts</name>
    <message>
        <source>Already on this computer</source>
        <translation>Ήδη σε αυτόν τον υπολογιστή</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>a ticket without a subject</source>
        <translation>αίτημα χωρίς θέμα</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Πρόχειρο</translation>
    </message>
    <message>
        <source>Draft of a reply</source>
        <translation>Πρόχειρη απάντηση</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>The disk is full</source>
        <translation>Ο δίσκος είναι γεμάτος</translation>
    </message>
    <message>
        <source>Everything up to {time} is on this computer.</source>
        <translation>Όλα έως {time} βρίσκονται σε αυτόν τον υπολογιστή.</translation>
    </message>
    <message>
        <source>Up to date, {time}</source>
        <translation>Ενημερωμένο, {time}</translation>
    </message>
    <message>
        <source>What you wrote last is safe. Make some room, so that more can be saved.</source>
        <translation>Ό,τι γράψατε τελευταίο είναι ασφαλές. Ελευθερώστε χώρο, για να αποθηκευτούν κι άλλα.</translation>
    </message>
    <message>
        <source>Nothing more can be saved until there is room. What was saved before is safe.</source>
        <translation>Δεν αποθηκεύεται τίποτα άλλο μέχρι να υπάρξει χώρος. Ό,τι αποθηκεύτηκε πριν είναι ασφαλές.</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Σε σύνδεση</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Συγχρονισμός</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Εκκίνηση</translation>
    </message>
    <message>
        <source>Another Sportello is sending</source>
        <translation>Στέλνει άλλο Sportello</translation>
    </message>
    <message>
        <source>Sign-in needed</source>
        <translation>Απαιτείται σύνδεση</translation>
    </message>
    <message>
        <source>Certificate not trusted</source>
        <translation>Μη έμπιστο πιστοποιητικό</translation>
    </message>
    <message>
        <source>Proxy in the way</source>
        <translation>Εμποδίζει ο διακομιστής μεσολάβησης</translation>
    </message>
    <message>
        <source>This network wants a sign-in</source>
        <translation>Το δίκτυο ζητά σύνδεση</translation>
    </message>
    <message>
        <source>The disk does not cooperate</source>
        <translation>Ο δίσκος δεν ανταποκρίνεται</translation>
    </message>
    <message>
        <source>Helpdesk down since {time}</source>
        <translation>Η υποστήριξη δεν λειτουργεί από {time}</translation>
    </message>
    <message>
        <source>Helpdesk down</source>
        <translation>Η υποστήριξη δεν λειτουργεί</translation>
    </message>
    <message>
        <source>Helpdesk out of reach since {time}</source>
        <translation>Χωρίς επικοινωνία με την υποστήριξη από {time}</translation>
    </message>
    <message>
        <source>Helpdesk out of reach</source>
        <translation>Χωρίς επικοινωνία με την υποστήριξη</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Εκτός σύνδεσης από {time}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Εκτός σύνδεσης</translation>
    </message>
    <message>
        <source>The session ended; your work is kept.</source>
        <translation>Η συνεδρία έληξε· η εργασία σας έχει φυλαχθεί.</translation>
    </message>
    <message>
        <source>The server answers, but this computer does not trust its certificate.</source>
        <translation>Ο διακομιστής απαντά, αλλά αυτός ο υπολογιστής δεν εμπιστεύεται το πιστοποιητικό του.</translation>
    </message>
    <message>
        <source>Check the proxy in the preferences.</source>
        <translation>Ελέγξτε τον διακομιστή μεσολάβησης στις προτιμήσεις.</translation>
    </message>
    <message>
        <source>Nothing can be saved or fetched right now; check space and permissions.</source>
        <translation>Αυτή τη στιγμή δεν γίνεται αποθήκευση ούτε λήψη· ελέγξτε χώρο και δικαιώματα.</translation>
    </message>
    <message>
        <source>Open a browser and sign in to the network.</source>
        <translation>Ανοίξτε έναν browser και συνδεθείτε στο δίκτυο.</translation>
    </message>
    <message>
        <source>It talks to the helpdesk right now; this window goes on when it has finished.</source>
        <translation>Επικοινωνεί με την υποστήριξη· αυτό το παράθυρο συνεχίζει μετά.</translation>
    </message>
</context>
<context>
    <name>MachineDetail</name>
    <message>
        <source>Back to the machines</source>
        <translation>Πίσω στα μηχανήματα</translation>
    </message>
    <message>
        <source>Open a ticket for this machine</source>
        <translation>Νέο αίτημα για το μηχάνημα</translation>
    </message>
    <message>
        <source>Ask about this machine</source>
        <translation>Ερώτηση για το μηχάνημα</translation>
    </message>
    <message>
        <source>none open</source>
        <translation>κανένα ανοιχτό</translation>
    </message>
    <message>
        <source>No tickets about this machine yet</source>
        <translation>Κανένα αίτημα για αυτό το μηχάνημα ακόμη</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Σειριακός αριθμός</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Μοντέλο</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Εγκατάσταση</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Γραμμή</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Εγκαταστάθηκε</translation>
    </message>
    <message>
        <source>Announcement: {title}</source>
        <translation>Ανακοίνωση: {title}</translation>
    </message>
</context>
<context>
    <name>MachinePage</name>
    <message>
        <source>No machines have arrived from the helpdesk yet. Say below which one it is.</source>
        <translation>Δεν έχουν έρθει ακόμη μηχανήματα από την υποστήριξη. Γράψτε παρακάτω ποιο είναι.</translation>
    </message>
    <message>
        <source>No machine matches “{query}”.</source>
        <translation>Κανένα μηχάνημα δεν ταιριάζει με «{query}».</translation>
    </message>
    <message>
        <source>Which machine is it about?</source>
        <translation>Ποιο μηχάνημα αφορά;</translation>
    </message>
    <message>
        <source>Search by name, serial or site, or scan the code</source>
        <translation>Αναζήτηση με όνομα, σειριακό αριθμό ή εγκατάσταση, ή σάρωση κωδικού</translation>
    </message>
    <message>
        <source>Search machines</source>
        <translation>Αναζήτηση μηχανημάτων</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Μηχανήματα</translation>
    </message>
    <message>
        <source>My machine is not in the list</source>
        <translation>Το μηχάνημά μου δεν είναι στη λίστα</translation>
    </message>
    <message>
        <source>It is not about a machine</source>
        <translation>Δεν αφορά μηχάνημα</translation>
    </message>
    <message>
        <source>Which machine is it? Name, serial, place, whatever you know</source>
        <translation>Ποιο μηχάνημα είναι; Όνομα, σειριακός αριθμός, θέση, ό,τι γνωρίζετε</translation>
    </message>
</context>
<context>
    <name>Machines</name>
    <message>
        <source>Recent</source>
        <translation>Πρόσφατα</translation>
    </message>
    <message>
        <source>Without a site</source>
        <translation>Χωρίς εγκατάσταση</translation>
    </message>
</context>
<context>
    <name>MachinesPage</name>
    <message>
        <source>Search machines, serial numbers, sites…</source>
        <translation>Αναζήτηση σε μηχανήματα, σειριακούς, εγκαταστάσεις…</translation>
    </message>
    <message>
        <source>Search machines</source>
        <translation>Αναζήτηση μηχανημάτων</translation>
    </message>
    <message>
        <source>Folders and pages</source>
        <translation>Φάκελοι και σελίδες</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Μηχανήματα</translation>
    </message>
    <message>
        <source>No machine has the serial number “{serial}”</source>
        <translation>Κανένα μηχάνημα δεν έχει σειριακό αριθμό «{serial}»</translation>
    </message>
    <message>
        <source>Check the code, or open a ticket about a machine that is not in the list.</source>
        <translation>Ελέγξτε τον κωδικό ή ανοίξτε αίτημα για μηχάνημα που δεν είναι στη λίστα.</translation>
    </message>
    <message>
        <source>Open a ticket for “{serial}”</source>
        <translation>Νέο αίτημα για «{serial}»</translation>
    </message>
    <message>
        <source>No machine chosen</source>
        <translation>Δεν έχει επιλεγεί μηχάνημα</translation>
    </message>
    <message>
        <source>Choose one to see its facts and tickets, or scan its serial number anywhere on this page.</source>
        <translation>Επιλέξτε ένα για να δείτε τα στοιχεία και τα αιτήματά του ή σαρώστε τον σειριακό αριθμό του οπουδήποτε σε αυτή τη σελίδα.</translation>
    </message>
    <message>
        <source>No machines found</source>
        <translation>Δεν βρέθηκαν μηχανήματα</translation>
    </message>
    <message>
        <source>Machines of your company appear here.</source>
        <translation>Εδώ εμφανίζονται τα μηχανήματα της εταιρείας σας.</translation>
    </message>
</context>
<context>
    <name>Mail</name>
    <message>
        <source>This helpdesk takes no e-mail.</source>
        <translation>Αυτή η υποστήριξη δεν δέχεται e-mail.</translation>
    </message>
    <message>
        <source>Your own e-mail address is not known to the helpdesk.</source>
        <translation>Η υποστήριξη δεν γνωρίζει τη δική σας διεύθυνση e-mail.</translation>
    </message>
    <message>
        <source>It is on its way already.</source>
        <translation>Αποστέλλεται ήδη.</translation>
    </message>
    <message>
        <source>There is something to decide about it first.</source>
        <translation>Πρέπει πρώτα να αποφασίσετε κάτι για αυτό.</translation>
    </message>
    <message>
        <source>It may have been sent before: decide first whether it is sent again.</source>
        <translation>Ίσως έχει ήδη σταλεί: αποφασίστε πρώτα αν θα σταλεί ξανά.</translation>
    </message>
    <message>
        <source>Something you did earlier in this ticket goes first.</source>
        <translation>Προηγείται κάτι που κάνατε νωρίτερα σε αυτό το αίτημα.</translation>
    </message>
    <message>
        <source>Details can&apos;t be changed by e-mail.</source>
        <translation>Τα στοιχεία δεν αλλάζουν με e-mail.</translation>
    </message>
    <message>
        <source>It has no text to send by e-mail.</source>
        <translation>Δεν έχει κείμενο για αποστολή με e-mail.</translation>
    </message>
    <message>
        <source>It can&apos;t go by e-mail</source>
        <translation>Δεν μπορεί να σταλεί με e-mail</translation>
    </message>
    <message>
        <source>The mail server said: {words}</source>
        <translation>Ο διακομιστής e-mail είπε: {words}</translation>
    </message>
    <message>
        <source>No mail program opened</source>
        <translation>Δεν άνοιξε πρόγραμμα e-mail</translation>
    </message>
    <message>
        <source>This computer has no program for e-mail, or it did not start.</source>
        <translation>Αυτός ο υπολογιστής δεν έχει πρόγραμμα e-mail ή το πρόγραμμα δεν ξεκίνησε.</translation>
    </message>
    <message>
        <source>It can go by e-mail as soon as its ticket has a number.</source>
        <translation>Μπορεί να σταλεί με e-mail μόλις το αίτημά του πάρει αριθμό.</translation>
    </message>
    <message>
        <source>Its files are too large for an e-mail: at most {size} in all.</source>
        <translation>Τα αρχεία του είναι πολύ μεγάλα για ένα e-mail: το πολύ {size} συνολικά.</translation>
    </message>
    <message>
        <source>Save the e-mail as a file instead, or set up a mail server in the preferences.</source>
        <translation>Αποθηκεύστε το e-mail ως αρχείο ή ορίστε διακομιστή e-mail στις προτιμήσεις.</translation>
    </message>
    <message>
        <source>The e-mail was not sent</source>
        <translation>Το e-mail δεν στάλθηκε</translation>
    </message>
    <message>
        <source>Check the mail server in the preferences.</source>
        <translation>Ελέγξτε τον διακομιστή e-mail στις προτιμήσεις.</translation>
    </message>
    <message>
        <source>The mail server can&apos;t be reached</source>
        <translation>Δεν υπάρχει επικοινωνία με τον διακομιστή e-mail</translation>
    </message>
    <message>
        <source>There is no connection to it, or it ended half-way. Nothing was sent.</source>
        <translation>Δεν υπάρχει σύνδεση ή διακόπηκε στα μισά. Δεν στάλθηκε τίποτα.</translation>
    </message>
    <message>
        <source>Try again later, or use your mail program.</source>
        <translation>Δοκιμάστε ξανά αργότερα ή χρησιμοποιήστε το πρόγραμμα e-mail σας.</translation>
    </message>
    <message>
        <source>The mail server&apos;s certificate is not trusted</source>
        <translation>Το πιστοποιητικό του διακομιστή e-mail δεν είναι έμπιστο</translation>
    </message>
    <message>
        <source>It answered, but this computer does not trust its certificate.</source>
        <translation>Απάντησε, αλλά αυτός ο υπολογιστής δεν εμπιστεύεται το πιστοποιητικό του.</translation>
    </message>
    <message>
        <source>Check its name in the preferences, and this computer&apos;s date and time.</source>
        <translation>Ελέγξτε το όνομά του στις προτιμήσεις και την ημερομηνία και ώρα αυτού του υπολογιστή.</translation>
    </message>
    <message>
        <source>The connection would not be private</source>
        <translation>Η σύνδεση δεν θα ήταν ιδιωτική</translation>
    </message>
    <message>
        <source>The mail server does not encrypt in the way that is set up.</source>
        <translation>Ο διακομιστής e-mail δεν κρυπτογραφεί με τον τρόπο που έχει οριστεί.</translation>
    </message>
    <message>
        <source>Choose another encryption or port in the preferences.</source>
        <translation>Επιλέξτε άλλη κρυπτογράφηση ή θύρα στις προτιμήσεις.</translation>
    </message>
    <message>
        <source>The mail server did not let you in</source>
        <translation>Ο διακομιστής e-mail δεν επέτρεψε την είσοδο</translation>
    </message>
    <message>
        <source>The user name or the password is not right.</source>
        <translation>Το όνομα χρήστη ή ο κωδικός δεν είναι σωστά.</translation>
    </message>
    <message>
        <source>The mail server does not take e-mail from your address.</source>
        <translation>Ο διακομιστής e-mail δεν δέχεται μηνύματα από τη διεύθυνσή σας.</translation>
    </message>
    <message>
        <source>The mail server does not take e-mail to the helpdesk&apos;s address.</source>
        <translation>Ο διακομιστής e-mail δεν δέχεται μηνύματα προς τη διεύθυνση της υποστήριξης.</translation>
    </message>
    <message>
        <source>The e-mail is larger than the mail server takes.</source>
        <translation>Το e-mail είναι μεγαλύτερο απ’ όσο δέχεται ο διακομιστής e-mail.</translation>
    </message>
    <message>
        <source>Make its files smaller, or send it without e-mail later.</source>
        <translation>Μειώστε τα αρχεία του ή στείλτε το απευθείας αργότερα.</translation>
    </message>
    <message>
        <source>The mail server can&apos;t carry the characters of one of the addresses.</source>
        <translation>Ο διακομιστής e-mail δεν υποστηρίζει τους χαρακτήρες μιας από τις διευθύνσεις.</translation>
    </message>
    <message>
        <source>The mail server refused the e-mail.</source>
        <translation>Ο διακομιστής e-mail αρνήθηκε το e-mail.</translation>
    </message>
    <message>
        <source>Use your mail program, or send it without e-mail later.</source>
        <translation>Χρησιμοποιήστε το πρόγραμμα e-mail σας ή στείλτε το απευθείας αργότερα.</translation>
    </message>
    <message>
        <source>Type the password again. Some servers want one made for programs.</source>
        <translation>Πληκτρολογήστε ξανά τον κωδικό. Ορισμένοι διακομιστές θέλουν ειδικό κωδικό για προγράμματα.</translation>
    </message>
    <message>
        <source>The mail server wants a user name and a password.</source>
        <translation>Ο διακομιστής e-mail ζητά όνομα χρήστη και κωδικό.</translation>
    </message>
    <message>
        <source>The mail server knows no way of signing in that works here.</source>
        <translation>Ο διακομιστής e-mail δεν διαθέτει τρόπο σύνδεσης χρήστη που να λειτουργεί εδώ.</translation>
    </message>
    <message>
        <source>Ask your helpdesk for its e-mail address.</source>
        <translation>Ζητήστε από την υποστήριξή σας τη διεύθυνση e-mail της.</translation>
    </message>
    <message>
        <source>Use your mail program.</source>
        <translation>Χρησιμοποιήστε το πρόγραμμα e-mail σας.</translation>
    </message>
    <message>
        <source>The mail server asks for patience.</source>
        <translation>Ο διακομιστής e-mail ζητά λίγη υπομονή.</translation>
    </message>
    <message>
        <source>Try again in a few minutes.</source>
        <translation>Δοκιμάστε ξανά σε λίγα λεπτά.</translation>
    </message>
    <message>
        <source>You stopped it before anything left.</source>
        <translation>Το διακόψατε πριν σταλεί οτιδήποτε.</translation>
    </message>
</context>
<context>
    <name>Mailing</name>
    <message>
        <source>Was the e-mail really not sent?</source>
        <translation>Σίγουρα δεν στάλθηκε το e-mail;</translation>
    </message>
    <message>
        <source>Send without e-mail?</source>
        <translation>Απευθείας αποστολή;</translation>
    </message>
    <message>
        <source>If it was sent, the helpdesk may get this twice. Sportello asks first whether the helpdesk has it, but an e-mail can take a while to arrive.</source>
        <translation>Αν στάλθηκε, η υποστήριξη ίσως το λάβει δύο φορές. Το Sportello ρωτά πρώτα την υποστήριξη αν το έχει, αλλά ένα e-mail μπορεί να αργήσει να φτάσει.</translation>
    </message>
    <message>
        <source>It was not: send it</source>
        <translation>Δεν στάλθηκε: αποστολή</translation>
    </message>
    <message>
        <source>Wait for the e-mail</source>
        <translation>Αναμονή για το e-mail</translation>
    </message>
    <message>
        <source>The helpdesk has it already.</source>
        <translation>Η υποστήριξη το έχει ήδη.</translation>
    </message>
</context>
<context>
    <name>MistakeBox</name>
    <message>
        <source>Sportello made a mistake</source>
        <translation>Το Sportello έκανε λάθος</translation>
    </message>
    <message>
        <source>What you wrote is safe. If something looks wrong, start Sportello again. The log is in {folder}.</source>
        <translation>Ό,τι γράψατε είναι ασφαλές. Αν κάτι δεν φαίνεται σωστό, επανεκκινήστε το Sportello. Το αρχείο καταγραφής είναι στο {folder}.</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>Δίκτυο</translation>
    </message>
    <message>
        <source>Large files wait while the connection is metered</source>
        <translation>Τα μεγάλα αρχεία περιμένουν σε σύνδεση με χρέωση δεδομένων</translation>
    </message>
    <message>
        <source>Files of more than 1 MB in all wait for a connection without a data limit. Texts are sent at once.</source>
        <translation>Αρχεία που μαζί ξεπερνούν το 1 MB περιμένουν σύνδεση χωρίς όριο δεδομένων. Τα κείμενα στέλνονται αμέσως.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Διακομιστής μεσολάβησης</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>Όπως το σύστημα</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Κανένας</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Αυτός</translation>
    </message>
    <message>
        <source>Host and port</source>
        <translation>Διακομιστής και θύρα</translation>
    </message>
    <message>
        <source>proxy.example.com:8080</source>
        <translation>proxy.etaireia.example:8080</translation>
    </message>
</context>
<context>
    <name>NewsCard</name>
    <message>
        <source>From the helpdesk</source>
        <translation>Από την υποστήριξη</translation>
    </message>
</context>
<context>
    <name>NewsCounts</name>
    <message numerus="yes">
        <source>%n ticket(s) accepted</source>
        <translation>
            <numerusform>%n αίτημα έγινε δεκτό</numerusform>
            <numerusform>%n αιτήματα έγιναν δεκτά</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reply(ies)</source>
        <translation>
            <numerusform>%n απάντηση</numerusform>
            <numerusform>%n απαντήσεις</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of status</source>
        <translation>
            <numerusform>%n αλλαγή κατάστασης</numerusform>
            <numerusform>%n αλλαγές κατάστασης</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n announcement(s)</source>
        <translation>
            <numerusform>%n ανακοίνωση</numerusform>
            <numerusform>%n ανακοινώσεις</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) need(s) you</source>
        <translation>
            <numerusform>%n στοιχείο σας χρειάζεται</numerusform>
            <numerusform>%n στοιχεία σας χρειάζονται</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n άλλο</numerusform>
            <numerusform>%n άλλα</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n news while notices were quiet</source>
        <translation>
            <numerusform>%n νέο όσο οι ειδοποιήσεις ήταν σε ησυχία</numerusform>
            <numerusform>%n νέα όσο οι ειδοποιήσεις ήταν σε ησυχία</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n news from the helpdesk</source>
        <translation>
            <numerusform>%n νέο από την υποστήριξη</numerusform>
            <numerusform>%n νέα από την υποστήριξη</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) of yours that it no longer had go(es) out again.</source>
        <translation>
            <numerusform>%n δικό σας στοιχείο που δεν είχε πια στέλνεται ξανά.</numerusform>
            <numerusform>%n δικά σας στοιχεία που δεν είχε πια στέλνονται ξανά.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeAnswers</name>
    <message>
        <source>Your answer could not be kept with its ticket</source>
        <translation>Η απάντησή σας δεν μπόρεσε να φυλαχθεί στο αίτημα</translation>
    </message>
    <message>
        <source>It is in the clipboard: paste it where you want to keep it.</source>
        <translation>Βρίσκεται στο πρόχειρο: επικολλήστε την όπου θέλετε να τη φυλάξετε.</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The helpdesk has your ticket: {number}</source>
        <translation>Η υποστήριξη έλαβε το αίτημά σας: {number}</translation>
    </message>
    <message>
        <source>The helpdesk</source>
        <translation>Η υποστήριξη</translation>
    </message>
    <message>
        <source>{who} answered {number}</source>
        <translation>Απάντηση από {who} στο {number}</translation>
    </message>
    <message>
        <source>{number} is now: {status}</source>
        <translation>{number}, νέα κατάσταση: {status}</translation>
    </message>
    <message>
        <source>News from the helpdesk</source>
        <translation>Νέα από την υποστήριξη</translation>
    </message>
    <message>
        <source>Something needs you</source>
        <translation>Κάτι σας χρειάζεται</translation>
    </message>
    <message>
        <source>It was not sent yet.</source>
        <translation>Δεν έχει σταλεί ακόμη.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Απάντηση</translation>
    </message>
    <message>
        <source>The helpdesk was restored from a backup</source>
        <translation>Η υποστήριξη επανήλθε από αντίγραφο ασφαλείας</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Ο δίσκος είναι γεμάτος</translation>
    </message>
    <message>
        <source>What you wrote last is safe. Make some room on this computer, so that more can be saved.</source>
        <translation>Ό,τι γράψατε τελευταίο είναι ασφαλές. Ελευθερώστε χώρο σε αυτόν τον υπολογιστή, για να αποθηκευτούν κι άλλα.</translation>
    </message>
    <message>
        <source>Open Sportello to read them.</source>
        <translation>Ανοίξτε το Sportello για να τα διαβάσετε.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Άνοιγμα</translation>
    </message>
</context>
<context>
    <name>NoticesPage</name>
    <message>
        <source>Notices</source>
        <translation>Ειδοποιήσεις</translation>
    </message>
    <message>
        <source>Tell me about answers, changes and what needs me</source>
        <translation>Ενημέρωση για απαντήσεις, αλλαγές και ό,τι περιμένει εμένα</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ησυχία από</translation>
    </message>
    <message>
        <source>until</source>
        <translation>έως</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ησυχία έως</translation>
    </message>
    <message>
        <source>What comes in the quiet hours is told once, when they are over.</source>
        <translation>Ό,τι έρχεται στις ώρες ησυχίας ανακοινώνεται μία φορά, όταν τελειώσουν.</translation>
    </message>
</context>
<context>
    <name>OpenTicketWizard</name>
    <message>
        <source>A file is still being copied. It takes only a moment.</source>
        <translation>Ένα αρχείο αντιγράφεται ακόμη. Θα πάρει μόνο μια στιγμή.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Νέο αίτημα</translation>
    </message>
</context>
<context>
    <name>OutboxItem</name>
    <message>
        <source>Retry now</source>
        <translation>Νέα προσπάθεια τώρα</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Απόφαση…</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Επεξεργασία</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Απόρριψη…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Σύνδεση</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Αποστολή τώρα</translation>
    </message>
    <message>
        <source>Send by e-mail…</source>
        <translation>Αποστολή με e-mail…</translation>
    </message>
    <message>
        <source>The e-mail was not sent</source>
        <translation>Το e-mail δεν στάλθηκε</translation>
    </message>
    <message>
        <source>Send without e-mail…</source>
        <translation>Απευθείας αποστολή…</translation>
    </message>
    <message>
        <source>Show ticket</source>
        <translation>Εμφάνιση αιτήματος</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>Μεταφόρτωση</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Folders and pages</source>
        <translation>Φάκελοι και σελίδες</translation>
    </message>
    <message>
        <source>Sent lately</source>
        <translation>Στάλθηκαν πρόσφατα</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>Όλα έχουν σταλεί</translation>
    </message>
    <message>
        <source>What you write without a network waits here and is sent by itself.</source>
        <translation>Ό,τι γράφετε χωρίς δίκτυο περιμένει εδώ και στέλνεται αυτόματα.</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Εξερχόμενα</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Συγχρονισμός τώρα</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>This passphrase does not open the data. Try again.</source>
        <translation>Η συνθηματική φράση δεν ανοίγει τα δεδομένα. Δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>At least {count} characters, please.</source>
        <translation>Τουλάχιστον {count} χαρακτήρες, παρακαλώ.</translation>
    </message>
    <message>
        <source>The two are not the same. Type it once more.</source>
        <translation>Οι δύο δεν είναι ίδιες. Πληκτρολογήστε την ξανά.</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>Πληκτρολογήστε τη συνθηματική φράση.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Συνθηματική φράση</translation>
    </message>
    <message>
        <source>I no longer know it…</source>
        <translation>Δεν τη θυμάμαι πια…</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>Επιλέξτε συνθηματική φράση</translation>
    </message>
    <message>
        <source>This computer has no keyring that Sportello can use. What you keep here is therefore encrypted with a passphrase, and you will be asked for it at every start. Nobody can recover it: without it, what was not sent yet is lost.</source>
        <translation>Αυτός ο υπολογιστής δεν έχει κλειδοθήκη που μπορεί να χρησιμοποιήσει το Sportello. Ό,τι φυλάσσεται εδώ κρυπτογραφείται λοιπόν με συνθηματική φράση, που θα σας ζητείται σε κάθε εκκίνηση. Κανείς δεν μπορεί να την ανακτήσει: χωρίς αυτήν, ό,τι δεν έχει σταλεί χάνεται.</translation>
    </message>
    <message>
        <source>Encrypt and go on</source>
        <translation>Κρυπτογράφηση και συνέχεια</translation>
    </message>
    <message>
        <source>Protect with a passphrase</source>
        <translation>Προστασία με συνθηματική φράση</translation>
    </message>
    <message>
        <source>From now on this passphrase alone opens what you keep on this computer: neither the keyring nor your password does. You will be asked for it at every start, and nobody can recover it.</source>
        <translation>Στο εξής μόνο αυτή η συνθηματική φράση ανοίγει ό,τι φυλάσσεται σε αυτόν τον υπολογιστή: ούτε η κλειδοθήκη ούτε ο κωδικός σας. Θα σας ζητείται σε κάθε εκκίνηση και κανείς δεν μπορεί να την ανακτήσει.</translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>Προστασία</translation>
    </message>
    <message>
        <source>Unlock your data</source>
        <translation>Ξεκλείδωμα των δεδομένων σας</translation>
    </message>
    <message>
        <source>The data on this computer is encrypted with the passphrase that you chose.</source>
        <translation>Τα δεδομένα σε αυτόν τον υπολογιστή είναι κρυπτογραφημένα με τη συνθηματική φράση που επιλέξατε.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Ξεκλείδωμα</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Η ίδια ακόμη μία φορά</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Άκυρο</translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>Hide password</source>
        <translation>Απόκρυψη κωδικού</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Εμφάνιση κωδικού</translation>
    </message>
</context>
<context>
    <name>Plurals</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n λεπτό</numerusform>
            <numerusform>%n λεπτά</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n ώρα</numerusform>
            <numerusform>%n ώρες</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>πριν από %n λεπτό</numerusform>
            <numerusform>πριν από %n λεπτά</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>πριν από %n ώρα</numerusform>
            <numerusform>πριν από %n ώρες</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>περίπου %n λεπτό ακόμη</numerusform>
            <numerusform>περίπου %n λεπτά ακόμη</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>περίπου %n ώρα ακόμη</numerusform>
            <numerusform>περίπου %n ώρες ακόμη</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n στοιχείο</numerusform>
            <numerusform>%n στοιχεία</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n αρχείο</numerusform>
            <numerusform>%n αρχεία</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n αίτημα</numerusform>
            <numerusform>%n αιτήματα</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open ticket(s)</source>
        <translation>
            <numerusform>%n ανοιχτό αίτημα</numerusform>
            <numerusform>%n ανοιχτά αιτήματα</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n ανοιχτό</numerusform>
            <numerusform>%n ανοιχτά</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) need(s) you.</source>
        <translation>
            <numerusform>%n στοιχείο σας χρειάζεται.</numerusform>
            <numerusform>%n στοιχεία σας χρειάζονται.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) on the way.</source>
        <translation>
            <numerusform>%n στοιχείο αποστέλλεται.</numerusform>
            <numerusform>%n στοιχεία αποστέλλονται.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be sent in a moment.</source>
        <translation>
            <numerusform>%n στοιχείο θα σταλεί σε λίγο.</numerusform>
            <numerusform>%n στοιχεία θα σταλούν σε λίγο.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) with large files wait(s): this connection is metered.</source>
        <translation>
            <numerusform>%n στοιχείο με μεγάλα αρχεία περιμένει (χρέωση δεδομένων).</numerusform>
            <numerusform>%n στοιχεία με μεγάλα αρχεία περιμένουν (χρέωση δεδομένων).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s) vanished from the helpdesk at once.</source>
        <translation>
            <numerusform>%n αίτημα εξαφανίστηκε ξαφνικά από την υποστήριξη.</numerusform>
            <numerusform>%n αιτήματα εξαφανίστηκαν μονομιάς από την υποστήριξη.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be sent by itself/themselves.</source>
        <translation>
            <numerusform>%n στοιχείο θα σταλεί αυτόματα.</numerusform>
            <numerusform>%n στοιχεία θα σταλούν αυτόματα.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n earlier message(s)</source>
        <translation>
            <numerusform>Εμφάνιση %n προηγούμενου μηνύματος</numerusform>
            <numerusform>Εμφάνιση %n προηγούμενων μηνυμάτων</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n μη αναγνωσμένο</numerusform>
            <numerusform>%n μη αναγνωσμένα</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <comment>announcements</comment>
        <translation>
            <numerusform>%n μη αναγνωσμένη</numerusform>
            <numerusform>%n μη αναγνωσμένες</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>και %n ακόμη</numerusform>
            <numerusform>και %n ακόμη</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Throw away %n unsent item(s)</source>
        <translation>
            <numerusform>Απόρριψη %n στοιχείου που δεν στάλθηκε</numerusform>
            <numerusform>Απόρριψη %n στοιχείων που δεν στάλθηκαν</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent</source>
        <translation>
            <numerusform>%n δεν στάλθηκε</numerusform>
            <numerusform>%n δεν στάλθηκαν</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n σας χρειάζεται</numerusform>
            <numerusform>%n σας χρειάζονται</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) came from a copy and wait(s) for your word in the outbox.</source>
        <translation>
            <numerusform>%n στοιχείο προέρχεται από αντίγραφο και περιμένει την απόφασή σας στα Εξερχόμενα.</numerusform>
            <numerusform>%n στοιχεία προέρχονται από αντίγραφο και περιμένουν την απόφασή σας στα Εξερχόμενα.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attached file(s) that nothing names any more stay(s) here, too.</source>
        <translation>
            <numerusform>Εδώ φυλάσσεται και %n συνημμένο που έμεινε χωρίς κείμενο.</numerusform>
            <numerusform>Εδώ φυλάσσονται και %n συνημμένα που έμειναν χωρίς κείμενο.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PortRow</name>
    <message>
        <source>Type a number from 1 to 65535.</source>
        <translation>Πληκτρολογήστε αριθμό από 1 έως 65535.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>This can&apos;t be kept for the next start: {reason}</source>
        <translation>Δεν μπορεί να διατηρηθεί για την επόμενη εκκίνηση: {reason}</translation>
    </message>
    <message>
        <source>Pages of the preferences</source>
        <translation>Σελίδες των προτιμήσεων</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Προτιμήσεις</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Κλείσιμο</translation>
    </message>
</context>
<context>
    <name>PriorityCard</name>
    <message>
        <source>Close the questions</source>
        <translation>Κλείσιμο των ερωτήσεων</translation>
    </message>
    <message>
        <source>Help me choose</source>
        <translation>Βοήθεια στην επιλογή</translation>
    </message>
    <message>
        <source>How urgent is it?</source>
        <translation>Πόσο επείγον είναι;</translation>
    </message>
    <message>
        <source>Without a choice the helpdesk decides.</source>
        <translation>Χωρίς επιλογή αποφασίζει η υποστήριξη.</translation>
    </message>
    <message>
        <source>Priority: {name}</source>
        <translation>Προτεραιότητα: {name}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Τέλος</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Αλλαγή</translation>
    </message>
    <message>
        <source>Change the priority</source>
        <translation>Αλλαγή προτεραιότητας</translation>
    </message>
    <message>
        <source>“{guidance}”</source>
        <translation>«{guidance}»</translation>
    </message>
    <message>
        <source>Suggested because {reason}.</source>
        <translation>Προτείνεται επειδή {reason}.</translation>
    </message>
    <message>
        <source>Suggested because of the machine&apos;s state: {state}.</source>
        <translation>Προτείνεται λόγω της κατάστασης του μηχανήματος: {state}.</translation>
    </message>
</context>
<context>
    <name>PriorityHelp</name>
    <message>
        <source>Suggested: {priority}, because {reason}.</source>
        <translation>Προτείνεται: {priority}, επειδή {reason}.</translation>
    </message>
    <message>
        <source>Use {priority}</source>
        <translation>Επιλογή: {priority}</translation>
    </message>
    <message>
        <source>Can you go on working?</source>
        <translation>Μπορείτε να συνεχίσετε να εργάζεστε;</translation>
    </message>
    <message>
        <source>How many people are affected?</source>
        <translation>Πόσα άτομα επηρεάζονται;</translation>
    </message>
    <message>
        <source>Does it concern a central system: a server, the web, e-mail, the network of everybody?</source>
        <translation>Αφορά κεντρικό σύστημα: διακομιστή, ιστό, e-mail, το δίκτυο όλων;</translation>
    </message>
    <message>
        <source>With difficulty</source>
        <translation>Με δυσκολία</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Άγνωστο</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Όχι</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Μόνο εγώ</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>Αρκετοί</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Όλοι</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ναι</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The server did not take it. Edit it, or try again.</source>
        <translation>Ο διακομιστής δεν το δέχτηκε. Επεξεργαστείτε το ή δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>The ticket was closed meanwhile. Your text is kept here.</source>
        <translation>Το αίτημα έκλεισε στο μεταξύ. Το κείμενό σας φυλάσσεται εδώ.</translation>
    </message>
    <message>
        <source>The helpdesk put this ticket together with another one. Your text is kept here.</source>
        <translation>Η υποστήριξη ένωσε αυτό το αίτημα με άλλο. Το κείμενό σας φυλάσσεται εδώ.</translation>
    </message>
    <message>
        <source>The ticket changed at the helpdesk meanwhile. Look at it, then decide.</source>
        <translation>Το αίτημα άλλαξε στο μεταξύ στην υποστήριξη. Δείτε το και αποφασίστε.</translation>
    </message>
    <message>
        <source>A file is missing on this computer. Edit this and attach it again.</source>
        <translation>Λείπει ένα αρχείο από αυτόν τον υπολογιστή. Επεξεργαστείτε το και επισυνάψτε το ξανά.</translation>
    </message>
    <message>
        <source>It is larger than the helpdesk takes: edit it and make it smaller.</source>
        <translation>Είναι μεγαλύτερο απ’ όσο δέχεται η υποστήριξη: επεξεργαστείτε το και μειώστε το.</translation>
    </message>
    <message>
        <source>The helpdesk does not take files of this type: edit it and remove them.</source>
        <translation>Η υποστήριξη δεν δέχεται αρχεία αυτού του τύπου: επεξεργαστείτε το και αφαιρέστε τα.</translation>
    </message>
    <message>
        <source>The helpdesk no longer has this ticket, or you may not see it. Your text is kept here.</source>
        <translation>Η υποστήριξη δεν έχει πια αυτό το αίτημα ή δεν έχετε πρόσβαση σε αυτό. Το κείμενό σας φυλάσσεται εδώ.</translation>
    </message>
    <message>
        <source>There is a message that you have not seen. Read it, then decide whether to close.</source>
        <translation>Υπάρχει μήνυμα που δεν έχετε δει. Διαβάστε το και αποφασίστε αν θα κλείσει.</translation>
    </message>
    <message>
        <source>Somebody else changed the same details meanwhile. Compare the two, then decide.</source>
        <translation>Κάποιος άλλος άλλαξε στο μεταξύ τα ίδια στοιχεία. Συγκρίνετε και αποφασίστε.</translation>
    </message>
    <message>
        <source>The helpdesk does not allow this for your account. Ask there, or discard it.</source>
        <translation>Η υποστήριξη δεν το επιτρέπει στον λογαριασμό σας. Ρωτήστε εκεί ή απορρίψτε το.</translation>
    </message>
    <message>
        <source>Please edit it: the helpdesk did not accept it as it is.</source>
        <translation>Επεξεργαστείτε το, παρακαλώ: η υποστήριξη δεν το δέχτηκε όπως είναι.</translation>
    </message>
    <message>
        <source>It came from a copy of the outbox and may have been sent or taken back since. Decide whether it is sent.</source>
        <translation>Προέρχεται από αντίγραφο των Εξερχομένων και ίσως έχει ήδη σταλεί ή ανακληθεί. Αποφασίστε αν θα σταλεί.</translation>
    </message>
    <message>
        <source>You said that the e-mail was not sent. Try again to send this without e-mail, or edit it first.</source>
        <translation>Δηλώσατε ότι το e-mail δεν στάλθηκε. Δοκιμάστε ξανά για απευθείας αποστολή ή επεξεργαστείτε το πρώτα.</translation>
    </message>
    <message>
        <source>The mail server&apos;s answer got lost: the e-mail may have been sent. Wait for the helpdesk to show it.</source>
        <translation>Η απάντηση του διακομιστή e-mail χάθηκε: ίσως το e-mail στάλθηκε. Περιμένετε να εμφανιστεί στην υποστήριξη.</translation>
    </message>
    <message>
        <source>The helpdesk was restored and no longer shows what you sent by e-mail. Decide whether it is sent without e-mail.</source>
        <translation>Η υποστήριξη επανήλθε από αντίγραφο ασφαλείας και δεν εμφανίζει πια ό,τι στείλατε με e-mail. Αποφασίστε αν θα σταλεί απευθείας.</translation>
    </message>
    <message>
        <source>The helpdesk has something else under the same id. Edit it and send it anew.</source>
        <translation>Η υποστήριξη έχει κάτι άλλο με το ίδιο αναγνωριστικό. Επεξεργαστείτε το και στείλτε το εκ νέου.</translation>
    </message>
    <message>
        <source>The helpdesk had a problem with it. It is tried again by itself.</source>
        <translation>Η υποστήριξη είχε πρόβλημα. Θα γίνει αυτόματα νέα προσπάθεια.</translation>
    </message>
    <message>
        <source>The helpdesk is busy. It is tried again by itself.</source>
        <translation>Η υποστήριξη είναι απασχολημένη. Θα γίνει αυτόματα νέα προσπάθεια.</translation>
    </message>
    <message>
        <source>The connection broke. It goes on by itself from where it stopped.</source>
        <translation>Η σύνδεση διακόπηκε. Θα συνεχίσει αυτόματα από εκεί που σταμάτησε.</translation>
    </message>
    <message>
        <source>This computer does not trust the server&apos;s certificate. Check date and time.</source>
        <translation>Αυτός ο υπολογιστής δεν εμπιστεύεται το πιστοποιητικό του διακομιστή. Ελέγξτε ημερομηνία και ώρα.</translation>
    </message>
    <message>
        <source>The proxy does not let us through. Check it in the preferences.</source>
        <translation>Ο διακομιστής μεσολάβησης δεν μας αφήνει να περάσουμε. Ελέγξτε τον στις προτιμήσεις.</translation>
    </message>
    <message>
        <source>This network wants a sign-in first. Open a browser and sign in there.</source>
        <translation>Το δίκτυο ζητά πρώτα σύνδεση. Ανοίξτε έναν browser και συνδεθείτε εκεί.</translation>
    </message>
    <message>
        <source>Please sign in again; everything goes on from there.</source>
        <translation>Συνδεθείτε ξανά· όλα συνεχίζουν από εκεί.</translation>
    </message>
</context>
<context>
    <name>ProxyAddressRow</name>
    <message>
        <source>Without user name and password, please: anybody could read them on the disk.</source>
        <translation>Χωρίς όνομα χρήστη και κωδικό, παρακαλώ: ο καθένας θα μπορούσε να τα διαβάσει στον δίσκο.</translation>
    </message>
    <message>
        <source>Type host and port of an HTTP proxy, such as proxy.example.com:8080.</source>
        <translation>Πληκτρολογήστε διακομιστή και θύρα ενός HTTP proxy, π.χ. proxy.etaireia.example:8080.</translation>
    </message>
</context>
<context>
    <name>QueueCard</name>
    <message>
        <source>Answered in order of arrival</source>
        <translation>Απαντώνται με σειρά άφιξης</translation>
    </message>
    <message>
        <source>This helpdesk answers strictly in turn; there is no priority to choose. Adding to a ticket that waits for its answer, or opening a second one for the same problem, does not speed it up.</source>
        <translation>Αυτή η υποστήριξη απαντά αυστηρά με τη σειρά· δεν υπάρχει προτεραιότητα για επιλογή. Προσθήκες σε αίτημα που περιμένει απάντηση ή δεύτερο αίτημα για το ίδιο πρόβλημα δεν το επιταχύνουν.</translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <source>Folders and pages</source>
        <translation>Φάκελοι και σελίδες</translation>
    </message>
</context>
<context>
    <name>RecurrenceWords</name>
    <message>
        <source>Trouble once in the last 12 months, on {date}</source>
        <translation>Πρόβλημα μία φορά τους τελευταίους 12 μήνες, στις {date}</translation>
    </message>
    <message numerus="yes">
        <source>Happened again: trouble %n time(s) in the last 12 months</source>
        <translation>
            <numerusform>Συνέβη ξανά: πρόβλημα %n φορά τους τελευταίους 12 μήνες</numerusform>
            <numerusform>Συνέβη ξανά: πρόβλημα %n φορές τους τελευταίους 12 μήνες</numerusform>
        </translation>
    </message>
    <message>
        <source>{counted}, the last on {date}</source>
        <translation>{counted}, τελευταία στις {date}</translation>
    </message>
    <message>
        <source>Second time (first: {month})</source>
        <translation>Δεύτερη φορά (πρώτη: {month})</translation>
    </message>
    <message>
        <source>Third time (first: {month})</source>
        <translation>Τρίτη φορά (πρώτη: {month})</translation>
    </message>
    <message>
        <source>Fourth time (first: {month})</source>
        <translation>Τέταρτη φορά (πρώτη: {month})</translation>
    </message>
    <message>
        <source>Fifth time (first: {month})</source>
        <translation>Πέμπτη φορά (πρώτη: {month})</translation>
    </message>
    <message>
        <source>Time number {number} (first: {month})</source>
        <translation>{number}η φορά (πρώτη: {month})</translation>
    </message>
    <message>
        <source>The last time was on {date}. Say in the description what was done then, if you know.</source>
        <translation>Η τελευταία φορά ήταν στις {date}. Γράψτε στην περιγραφή τι έγινε τότε, αν το γνωρίζετε.</translation>
    </message>
</context>
<context>
    <name>RemovalBanner</name>
    <message>
        <source>That many at once may be a mistake there. They stay readable here until you decide; your own work is safe.</source>
        <translation>Τόσα μαζί: ίσως είναι λάθος της υποστήριξης. Εδώ διαβάζονται μέχρι να αποφασίσετε· η δική σας εργασία είναι ασφαλής.</translation>
    </message>
    <message>
        <source>Ask the helpdesk again</source>
        <translation>Νέα ερώτηση στην υποστήριξη</translation>
    </message>
    <message>
        <source>Remove them here too</source>
        <translation>Αφαίρεση κι από εδώ</translation>
    </message>
</context>
<context>
    <name>ReplyDesk</name>
    <message>
        <source>Draft saved</source>
        <translation>Το πρόχειρο αποθηκεύτηκε</translation>
    </message>
</context>
<context>
    <name>RequestTypePage</name>
    <message>
        <source>What is your ticket about?</source>
        <translation>Τι αφορά το αίτημά σας;</translation>
    </message>
    <message>
        <source>What you can choose here has not arrived from the helpdesk yet. It comes with the first sync.</source>
        <translation>Οι επιλογές δεν έχουν έρθει ακόμη από την υποστήριξη. Έρχονται με τον πρώτο συγχρονισμό.</translation>
    </message>
</context>
<context>
    <name>Restored</name>
    <message>
        <source>A damaged file was mended</source>
        <translation>Ένα κατεστραμμένο αρχείο επιδιορθώθηκε</translation>
    </message>
    <message>
        <source>The old file is kept.</source>
        <translation>Το παλιό αρχείο φυλάσσεται.</translation>
    </message>
    <message>
        <source>Nothing that you wrote is missing.</source>
        <translation>Δεν λείπει τίποτα απ’ όσα γράψατε.</translation>
    </message>
    <message>
        <source>Some of what you wrote may be missing: {span}.</source>
        <translation>Ίσως λείπει κάτι απ’ όσα γράψατε ({span}).</translation>
    </message>
    <message>
        <source>Some of what you wrote before {time} may be missing.</source>
        <translation>Απ’ όσα γράψατε πριν από {time} ίσως λείπει κάτι.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Ο δίσκος είναι γεμάτος</translation>
    </message>
    <message>
        <source>What you just wrote was saved in the last room that Sportello had kept free.</source>
        <translation>Ό,τι μόλις γράψατε αποθηκεύτηκε στον τελευταίο χώρο που είχε κρατήσει ελεύθερο το Sportello.</translation>
    </message>
    <message>
        <source>Make some room now, or the next thing can&apos;t be saved.</source>
        <translation>Ελευθερώστε χώρο τώρα, αλλιώς το επόμενο δεν θα αποθηκευτεί.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>This is what will be sent</source>
        <translation>Αυτό θα σταλεί</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Αλλαγή</translation>
    </message>
    <message>
        <source>Change: {field}</source>
        <translation>Αλλαγή: {field}</translation>
    </message>
    <message>
        <source>There are only headings so far: the helpdesk will have to ask what happened.</source>
        <translation>Υπάρχουν μόνο επικεφαλίδες ως τώρα: η υποστήριξη θα χρειαστεί να ρωτήσει τι συνέβη.</translation>
    </message>
    <message>
        <source>{machine}
Not in the list: the helpdesk reads it as you wrote it.</source>
        <translation>{machine}
Δεν είναι στη λίστα: η υποστήριξη το διαβάζει όπως το γράψατε.</translation>
    </message>
    <message>
        <source>{priority} (suggested by your answers)</source>
        <translation>{priority} (προτείνεται από τις απαντήσεις σας)</translation>
    </message>
    <message>
        <source>{priority} (suggested by the machine&apos;s state)</source>
        <translation>{priority} (προτείνεται από την κατάσταση του μηχανήματος)</translation>
    </message>
    <message>
        <source>Nobody else</source>
        <translation>Κανείς άλλος</translation>
    </message>
    <message>
        <source>None</source>
        <comment>attachments</comment>
        <translation>Κανένα</translation>
    </message>
    <message>
        <source>The helpdesk decides</source>
        <translation>Αποφασίζει η υποστήριξη</translation>
    </message>
    <message>
        <source>No machine</source>
        <translation>Κανένα μηχάνημα</translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>Δεν δόθηκε</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Αφορά</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Μηχάνημα</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Κατηγορία</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Θέμα</translation>
    </message>
    <message>
        <source>Machine state</source>
        <translation>Κατάσταση μηχανήματος</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Προτεραιότητα</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Περιγραφή</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Συνημμένα</translation>
    </message>
    <message>
        <source>Also informed</source>
        <translation>Ενημερώνονται και</translation>
    </message>
</context>
<context>
    <name>ServicesPage</name>
    <message>
        <source>Services</source>
        <translation>Υπηρεσίες</translation>
    </message>
    <message>
        <source>No services listed</source>
        <translation>Καμία υπηρεσία</translation>
    </message>
    <message>
        <source>Services that are active for your company appear here.</source>
        <translation>Εδώ εμφανίζονται οι ενεργές υπηρεσίες της εταιρείας σας.</translation>
    </message>
    <message>
        <source>Your services</source>
        <translation>Οι υπηρεσίες σας</translation>
    </message>
    <message>
        <source>Also available</source>
        <translation>Διαθέσιμα επίσης</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>Ζητήστε πληροφορίες</translation>
    </message>
    <message>
        <source>Ask about {name}</source>
        <translation>Ζητήστε πληροφορίες: {name}</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>As of {time}</source>
        <translation>Στοιχεία έως {time}</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Συνημμένα</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Συνομιλία</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Σελίδα {page} από {pages}</translation>
    </message>
    <message>
        <source>Helpdesk</source>
        <translation>Υποστήριξη</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Αίτημα</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Κατάσταση</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Άνοιγμα</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>Άνοιγμα από</translation>
    </message>
    <message>
        <source>Request type</source>
        <translation>Είδος αιτήματος</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Μηχάνημα</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Υποστήριξη</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Πελάτης</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>δεν στάλθηκε ακόμη</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Folders and pages</source>
        <translation>Φάκελοι και σελίδες</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Νέο αίτημα</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Προτιμήσεις</translation>
    </message>
    <message>
        <source>Also here</source>
        <translation>Επίσης εδώ</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Μηχανήματα</translation>
    </message>
    <message>
        <source>Announcements</source>
        <translation>Ανακοινώσεις</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Υπηρεσίες</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Εξερχόμενα</translation>
    </message>
</context>
<context>
    <name>SideRow</name>
    <message>
        <source>needs you</source>
        <translation>σας χρειάζεται</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>This looks like an e-mail address. Type the address of the helpdesk, such as help.example.com.</source>
        <translation>Μοιάζει με διεύθυνση e-mail. Πληκτρολογήστε τη διεύθυνση της υποστήριξης, π.χ. help.etaireia.example.</translation>
    </message>
    <message>
        <source>No helpdesk that Sportello knows was found at this address. Check it, or ask your helpdesk for it.</source>
        <translation>Σε αυτή τη διεύθυνση δεν βρέθηκε υποστήριξη που γνωρίζει το Sportello. Ελέγξτε την ή ζητήστε την από την υποστήριξή σας.</translation>
    </message>
    <message>
        <source>The server answered, but this computer does not trust its certificate. Nothing was sent. Check date and time, or ask who looks after this network.</source>
        <translation>Ο διακομιστής απάντησε, αλλά αυτός ο υπολογιστής δεν εμπιστεύεται το πιστοποιητικό του. Δεν στάλθηκε τίποτα. Ελέγξτε ημερομηνία και ώρα ή ρωτήστε τον υπεύθυνο του δικτύου.</translation>
    </message>
    <message>
        <source>The proxy does not let us through. Check it in the preferences.</source>
        <translation>Ο διακομιστής μεσολάβησης δεν μας αφήνει να περάσουμε. Ελέγξτε τον στις προτιμήσεις.</translation>
    </message>
    <message>
        <source>This network wants a sign-in of its own first. Open a browser, then try again.</source>
        <translation>Το δίκτυο ζητά πρώτα δική του σύνδεση. Ανοίξτε έναν browser και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>The helpdesk has a problem right now. Try again in a few minutes.</source>
        <translation>Η υποστήριξη έχει πρόβλημα αυτή τη στιγμή. Δοκιμάστε ξανά σε λίγα λεπτά.</translation>
    </message>
    <message>
        <source>Nothing answers at this address. Check its spelling and whether this computer is online.</source>
        <translation>Τίποτα δεν απαντά σε αυτή τη διεύθυνση. Ελέγξτε αν γράφτηκε σωστά και αν ο υπολογιστής έχει σύνδεση.</translation>
    </message>
    <message>
        <source>The user name or the password is not right. Try again.</source>
        <translation>Το όνομα χρήστη ή ο κωδικός δεν είναι σωστά. Δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>This account is not active yet. Open the link in the e-mail that the helpdesk sent you, then sign in. No e-mail? Look among the junk mail, or ask the helpdesk.</source>
        <translation>Ο λογαριασμός δεν είναι ακόμη ενεργός. Ανοίξτε τον σύνδεσμο στο e-mail που σας έστειλε η υποστήριξη και μετά συνδεθείτε. Δεν ήρθε e-mail; Κοιτάξτε στα ανεπιθύμητα ή ρωτήστε την υποστήριξη.</translation>
    </message>
    <message>
        <source>The helpdesk can&apos;t be reached right now. Try again when you are online.</source>
        <translation>Δεν υπάρχει επικοινωνία με την υποστήριξη αυτή τη στιγμή. Δοκιμάστε ξανά όταν έχετε σύνδεση.</translation>
    </message>
    <message>
        <source>The helpdesk said no: {reason}</source>
        <translation>Η υποστήριξη αρνήθηκε: {reason}</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a little, then try again.</source>
        <translation>Πάρα πολλές προσπάθειες. Περιμένετε λίγο και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>Too many attempts. Try again in {seconds} s.</source>
        <translation>Πάρα πολλές προσπάθειες. Δοκιμάστε ξανά σε {seconds} δ.</translation>
    </message>
</context>
<context>
    <name>SignInAgain</name>
    <message>
        <source>Sign in again</source>
        <translation>Σύνδεση ξανά</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Type the address of your helpdesk, such as help.example.com.</source>
        <translation>Πληκτρολογήστε τη διεύθυνση της υποστήριξής σας, π.χ. help.etaireia.example.</translation>
    </message>
    <message>
        <source>Type your user name or e-mail address.</source>
        <translation>Πληκτρολογήστε το όνομα χρήστη ή τη διεύθυνση e-mail σας.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Πληκτρολογήστε τον κωδικό σας.</translation>
    </message>
    <message>
        <source>This is not the password last used on this computer. Try an earlier one.</source>
        <translation>Δεν είναι ο τελευταίος κωδικός που χρησιμοποιήθηκε σε αυτόν τον υπολογιστή. Δοκιμάστε έναν παλαιότερο.</translation>
    </message>
    <message>
        <source>Looking for the helpdesk…</source>
        <translation>Αναζήτηση της υποστήριξης…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Γίνεται σύνδεση…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Σύνδεση</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Συνέχεια</translation>
    </message>
    <message>
        <source>Please sign in again</source>
        <translation>Συνδεθείτε ξανά</translation>
    </message>
    <message>
        <source>The session ended. Everything you wrote is kept and will be sent afterwards.</source>
        <translation>Η συνεδρία έληξε. Ό,τι γράψατε έχει φυλαχθεί και θα σταλεί μετά.</translation>
    </message>
    <message>
        <source>Sign in to your helpdesk</source>
        <translation>Σύνδεση στην υποστήριξή σας</translation>
    </message>
    <message>
        <source>You need the address of the helpdesk, and the user name and password that it gave you.</source>
        <translation>Χρειάζεστε τη διεύθυνση της υποστήριξης και το όνομα χρήστη και τον κωδικό που σας έδωσε.</translation>
    </message>
    <message>
        <source>Address of the helpdesk</source>
        <translation>Διεύθυνση της υποστήριξης</translation>
    </message>
    <message>
        <source>help.example.com</source>
        <translation>help.etaireia.example</translation>
    </message>
    <message>
        <source>User name or e-mail address</source>
        <translation>Όνομα χρήστη ή διεύθυνση e-mail</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Κωδικός</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Διακοπή</translation>
    </message>
    <message>
        <source>Use a passphrase instead</source>
        <translation>Χρήση συνθηματικής φράσης</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Άκυρο</translation>
    </message>
</context>
<context>
    <name>SimilarCard</name>
    <message>
        <source>Already open for this machine</source>
        <translation>Ήδη ανοιχτά για αυτό το μηχάνημα</translation>
    </message>
    <message>
        <source>Already open and similar</source>
        <translation>Ήδη ανοιχτά και παρόμοια</translation>
    </message>
    <message>
        <source>A second ticket for the same problem is not answered sooner: this helpdesk goes by order of arrival.</source>
        <translation>Ένα δεύτερο αίτημα για το ίδιο πρόβλημα δεν απαντάται νωρίτερα: η υποστήριξη τηρεί τη σειρά άφιξης.</translation>
    </message>
    <message>
        <source>It is something else</source>
        <translation>Είναι κάτι άλλο</translation>
    </message>
    <message>
        <source>{ticket} is something else: show it no more</source>
        <translation>{ticket}: είναι κάτι άλλο, να μην εμφανίζεται πια</translation>
    </message>
    <message>
        <source>last news {time}</source>
        <translation>τελευταίο νέο {time}</translation>
    </message>
    <message>
        <source>What you wrote goes there as a reply, files and all. You can take it back for ten seconds.</source>
        <translation>Ό,τι γράψατε πηγαίνει εκεί ως απάντηση, μαζί με τα αρχεία. Για δέκα δευτερόλεπτα μπορείτε να το ανακαλέσετε.</translation>
    </message>
    <message>
        <source>Add it there</source>
        <translation>Προσθήκη εκεί</translation>
    </message>
    <message>
        <source>Add what I wrote to {ticket}</source>
        <translation>Προσθήκη όσων έγραψα στο {ticket}</translation>
    </message>
    <message>
        <source>Go on with a new ticket</source>
        <translation>Συνέχεια με νέο αίτημα</translation>
    </message>
    <message>
        <source>Add to this one instead</source>
        <translation>Προσθήκη σε αυτό</translation>
    </message>
    <message>
        <source>Add to {ticket} instead</source>
        <translation>Προσθήκη στο {ticket}</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Opening…</source>
        <translation>Άνοιγμα…</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>New</source>
        <translation>Νέο</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ανοιχτό</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Σας περιμένει</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Απαντήθηκε</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Κλειστό</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Σας χρειάζεται</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Αποστολή</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Έλεγχος</translation>
    </message>
    <message>
        <source>By e-mail</source>
        <translation>Με e-mail</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Στην ουρά</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>σας χρειάζεται</translation>
    </message>
    <message>
        <source>sending {percent}</source>
        <translation>αποστολή {percent}</translation>
    </message>
    <message>
        <source>waiting, {percent}</source>
        <translation>σε αναμονή, {percent}</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>αποστέλλεται</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>έλεγχος</translation>
    </message>
    <message>
        <source>The answer got lost; asking whether it arrived before sending again</source>
        <translation>Η απάντηση χάθηκε· ρωτάμε αν έφτασε πριν σταλεί ξανά</translation>
    </message>
    <message>
        <source>by e-mail</source>
        <translation>με e-mail</translation>
    </message>
    <message>
        <source>handed to e-mail, waiting for the helpdesk to show it</source>
        <translation>παραδόθηκε για αποστολή με e-mail, περιμένει να εμφανιστεί στην υποστήριξη</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>στάλθηκε</translation>
    </message>
    <message>
        <source>discarded</source>
        <translation>απορρίφθηκε</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>σε αναμονή</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>στην ουρά</translation>
    </message>
    <message>
        <source>This connection is metered: large files wait for another one</source>
        <translation>Η σύνδεση έχει χρέωση δεδομένων: τα μεγάλα αρχεία περιμένουν άλλη</translation>
    </message>
    <message>
        <source>will be sent when the helpdesk can be reached</source>
        <translation>θα σταλεί όταν η υποστήριξη είναι προσβάσιμη</translation>
    </message>
    <message>
        <source>will be tried again by itself</source>
        <translation>θα γίνει αυτόματα νέα προσπάθεια</translation>
    </message>
    <message>
        <source>will be sent in a moment</source>
        <translation>θα σταλεί σε λίγο</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Νέο αίτημα</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Απάντηση</translation>
    </message>
    <message>
        <source>Close ticket</source>
        <translation>Κλείσιμο αιτήματος</translation>
    </message>
    <message>
        <source>Reopen ticket</source>
        <translation>Επανάνοιγμα αιτήματος</translation>
    </message>
    <message>
        <source>Edit details</source>
        <translation>Επεξεργασία στοιχείων</translation>
    </message>
    <message>
        <source>Waiting for me</source>
        <translation>Με περιμένουν</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>a list of tickets: plural</comment>
        <translation>Ανοιχτά</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>a list of tickets: plural</comment>
        <translation>Κλειστά</translation>
    </message>
    <message>
        <source>All my tickets</source>
        <translation>Όλα τα αιτήματά μου</translation>
    </message>
    <message>
        <source>Whole company</source>
        <translation>Όλη η εταιρεία</translation>
    </message>
    <message>
        <source>Latest activity</source>
        <translation>Τελευταία δραστηριότητα</translation>
    </message>
    <message>
        <source>Newest ticket</source>
        <translation>Νεότερο αίτημα</translation>
    </message>
    <message>
        <source>Highest number</source>
        <translation>Μεγαλύτερος αριθμός</translation>
    </message>
    <message>
        <source>Subject, A to Z</source>
        <translation>Θέμα, Α–Ω</translation>
    </message>
    <message>
        <source>Most urgent</source>
        <translation>Πιο επείγον</translation>
    </message>
    <message>
        <source>You changed the status from “{before}” to “{after}”</source>
        <translation>Αλλάξατε την κατάσταση από «{before}» σε «{after}»</translation>
    </message>
    <message>
        <source>{who} changed the status from “{before}” to “{after}”</source>
        <translation>{who}: αλλαγή κατάστασης από «{before}» σε «{after}»</translation>
    </message>
    <message>
        <source>You changed the status to “{after}”</source>
        <translation>Αλλάξατε την κατάσταση σε «{after}»</translation>
    </message>
    <message>
        <source>{who} changed the status to “{after}”</source>
        <translation>{who}: αλλαγή κατάστασης σε «{after}»</translation>
    </message>
    <message>
        <source>You changed the details: {after}</source>
        <translation>Αλλάξατε τα στοιχεία: {after}</translation>
    </message>
    <message>
        <source>This ticket goes on in {after}</source>
        <translation>Το αίτημα συνεχίζεται στο {after}</translation>
    </message>
    <message>
        <source>You set the machine state to “{after}”</source>
        <translation>Ορίσατε την κατάσταση του μηχανήματος σε «{after}»</translation>
    </message>
    <message>
        <source>{who} set the machine state to “{after}”</source>
        <translation>{who}: κατάσταση μηχανήματος σε «{after}»</translation>
    </message>
    <message>
        <source>Assigned by you</source>
        <translation>Αναθέσατε το αίτημα</translation>
    </message>
    <message>
        <source>{who} takes care of it</source>
        <translation>Το αναλαμβάνει: {who}</translation>
    </message>
    <message>
        <source>You assigned it to {after}</source>
        <translation>Το αναθέσατε σε: {after}</translation>
    </message>
    <message>
        <source>{who} assigned it to {after}</source>
        <translation>{who}: ανάθεση σε {after}</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Υποστήριξη</translation>
    </message>
    <message>
        <source>waits behind something earlier in this ticket</source>
        <translation>περιμένει κάτι προηγούμενο σε αυτό το αίτημα</translation>
    </message>
    <message>
        <source>Assigned by {who}</source>
        <translation>Ανάθεση από {who}</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Fetching {done} of {total}</source>
        <translation>Λήψη {done} από {total}</translation>
    </message>
    <message>
        <source>Fetching, {done} so far</source>
        <translation>Λήψη, έως τώρα {done}</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Σύνδεση</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Εμφάνιση</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Αποστολή τώρα</translation>
    </message>
</context>
<context>
    <name>StepButton</name>
    <message>
        <source>Step {number}: {words}, done</source>
        <translation>Βήμα {number}: {words}, ολοκληρώθηκε</translation>
    </message>
    <message>
        <source>Step {number}: {words}, here</source>
        <translation>Βήμα {number}: {words}, είστε εδώ</translation>
    </message>
    <message>
        <source>Step {number}: {words}</source>
        <translation>Βήμα {number}: {words}</translation>
    </message>
</context>
<context>
    <name>StepHeader</name>
    <message>
        <source>Steps</source>
        <translation>Βήματα</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Τι αφορά</translation>
    </message>
    <message>
        <source>No machine</source>
        <translation>Κανένα μηχάνημα</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Μηχάνημα</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Τι συμβαίνει</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Έλεγχος</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <translation>Αποθηκευτικός χώρος</translation>
    </message>
    <message>
        <source>Attachments kept for reading without a network, at most</source>
        <translation>Συνημμένα που φυλάσσονται για ανάγνωση χωρίς δίκτυο, το πολύ</translation>
    </message>
    <message>
        <source>Attachments that nobody opened for the longest time go first; they can be fetched again. Your own that are not sent yet always stay.</source>
        <translation>Φεύγουν πρώτα τα συνημμένα που έχουν περισσότερο καιρό να ανοιχτούν· μπορούν να ληφθούν ξανά. Τα δικά σας που δεν έχουν σταλεί ακόμη μένουν πάντα.</translation>
    </message>
    <message>
        <source>Attachments of this account take up {amount} now.</source>
        <translation>Τα συνημμένα αυτού του λογαριασμού καταλαμβάνουν τώρα {amount}.</translation>
    </message>
</context>
<context>
    <name>StrengthHint</name>
    <message>
        <source>At least {count} characters. Several words in a row are easy to remember.</source>
        <translation>Τουλάχιστον {count} χαρακτήρες. Πολλές λέξεις στη σειρά απομνημονεύονται εύκολα.</translation>
    </message>
    <message>
        <source>Weak: soon guessed. Longer is better, such as several words in a row.</source>
        <translation>Αδύναμος: μαντεύεται γρήγορα. Καλύτερα μεγαλύτερος, π.χ. πολλές λέξεις στη σειρά.</translation>
    </message>
    <message>
        <source>Fair. Some more characters make it strong.</source>
        <translation>Μέτριος. Με λίγους χαρακτήρες ακόμη γίνεται ισχυρός.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>Ισχυρός.</translation>
    </message>
</context>
<context>
    <name>TicketAbsence</name>
    <message>
        <source>No ticket chosen</source>
        <translation>Δεν έχει επιλεγεί αίτημα</translation>
    </message>
    <message>
        <source>Choose one from the list, or open a new one. Everything here also works offline.</source>
        <translation>Επιλέξτε ένα από τη λίστα ή ανοίξτε νέο. Όλα εδώ λειτουργούν και χωρίς δίκτυο.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Νέο αίτημα</translation>
    </message>
    <message>
        <source>This ticket is no longer here</source>
        <translation>Το αίτημα δεν είναι πια εδώ</translation>
    </message>
    <message>
        <source>The helpdesk removed it, or it was discarded.</source>
        <translation>Το αφαίρεσε η υποστήριξη ή απορρίφθηκε.</translation>
    </message>
    <message>
        <source>The helpdesk removed it, or you may no longer see it. What you wrote is kept.</source>
        <translation>Το αφαίρεσε η υποστήριξη ή δεν έχετε πια πρόσβαση. Ό,τι γράψατε φυλάσσεται.</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Απόφαση…</translation>
    </message>
    <message>
        <source>New ticket with what you wrote</source>
        <translation>Νέο αίτημα με ό,τι γράψατε</translation>
    </message>
</context>
<context>
    <name>TicketAnswering</name>
    <message>
        <source>What is still wrong?</source>
        <translation>Τι δεν είναι ακόμη σωστό;</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Άκυρο</translation>
    </message>
    <message>
        <source>Reopen ticket</source>
        <translation>Επανάνοιγμα αιτήματος</translation>
    </message>
    <message>
        <source>Say what is still wrong first, so that it can be looked at.</source>
        <translation>Πείτε πρώτα τι δεν είναι ακόμη σωστό, για να εξεταστεί.</translation>
    </message>
    <message>
        <source>This ticket is closed. What you write here reopens it.</source>
        <translation>Το αίτημα είναι κλειστό. Ό,τι γράψετε εδώ το ανοίγει ξανά.</translation>
    </message>
    <message>
        <source>This goes on from ticket #{number}.</source>
        <translation>Συνέχεια του αιτήματος #{number}.</translation>
    </message>
    <message>
        <source>Close ticket</source>
        <translation>Κλείσιμο αιτήματος</translation>
    </message>
    <message>
        <source>Write a reply…</source>
        <translation>Γράψτε μια απάντηση…</translation>
    </message>
    <message>
        <source>Tickets are answered strictly in order of arrival; adding to one does not make it quicker.</source>
        <translation>Τα αιτήματα απαντώνται αυστηρά με σειρά άφιξης· προσθήκες δεν τα επιταχύνουν.</translation>
    </message>
</context>
<context>
    <name>TicketCopies</name>
    <message>
        <source>Printing</source>
        <translation>Εκτύπωση</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Αποθήκευση ως PDF</translation>
    </message>
    <message>
        <source>Making the PDF</source>
        <translation>Δημιουργία του PDF</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} σελίδες</translation>
    </message>
    <message>
        <source>This did not work: {reason}. Choose another place and try again.</source>
        <translation>Δεν πέτυχε: {reason}. Επιλέξτε άλλη θέση και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Διακόπηκε.</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>Αποθηκεύτηκε ως «{name}».</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Άνοιγμα</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>Στάλθηκε στον εκτυπωτή.</translation>
    </message>
</context>
<context>
    <name>TicketFiles</name>
    <message>
        <source>Save all files in</source>
        <translation>Αποθήκευση όλων των αρχείων σε</translation>
    </message>
    <message>
        <source>Saving {files}</source>
        <translation>Αποθήκευση: {files}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} από {total}</translation>
    </message>
    <message>
        <source>Saved in “{folder}”: {files}.</source>
        <translation>Στον φάκελο «{folder}»: {files}.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Διακόπηκε.</translation>
    </message>
    <message>
        <source>Not on this computer, and can&apos;t be fetched now: {names}.</source>
        <translation>Χωρίς αντίγραφο σε αυτόν τον υπολογιστή και χωρίς δυνατότητα λήψης τώρα: {names}.</translation>
    </message>
    <message>
        <source>Could not be written: {names} ({reason}).</source>
        <translation>Αποτυχία αποθήκευσης: {names} ({reason}).</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Άνοιγμα φακέλου</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Αποθήκευση ως</translation>
    </message>
    <message>
        <source>This can run programs</source>
        <translation>Μπορεί να εκτελέσει προγράμματα</translation>
    </message>
    <message>
        <source>Can run programs on this computer: {names}.</source>
        <translation>Μπορεί να εκτελέσει προγράμματα σε αυτόν τον υπολογιστή: {names}.</translation>
    </message>
    <message>
        <source>Save this only if you expected it, and know who sent it. It is not opened from here.</source>
        <translation>Αποθηκεύστε το μόνο αν το περιμένατε και γνωρίζετε ποιος το έστειλε. Δεν ανοίγει από εδώ.</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>Αποθήκευση παρ’ όλα αυτά</translation>
    </message>
    <message>
        <source>Save the others only</source>
        <translation>Αποθήκευση μόνο των άλλων</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>Χωρίς αποθήκευση</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Άκυρο</translation>
    </message>
</context>
<context>
    <name>TicketHeader</name>
    <message>
        <source>Back to the list</source>
        <translation>Πίσω στη λίστα</translation>
    </message>
    <message>
        <source>Edit details</source>
        <translation>Επεξεργασία στοιχείων</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Τι συνέβη</translation>
    </message>
    <message>
        <source>More about this ticket</source>
        <translation>Περισσότερα για το αίτημα</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Μηχάνημα</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Αίτημα</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>δεν στάλθηκε ακόμη</translation>
    </message>
    <message>
        <source>Not in the list of machines</source>
        <translation>Δεν είναι στη λίστα των μηχανημάτων</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Είδος</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Προτεραιότητα</translation>
    </message>
    <message>
        <source>Notified</source>
        <translation>Ειδοποιούνται</translation>
    </message>
</context>
<context>
    <name>TicketHistory</name>
    <message>
        <source>not sent yet</source>
        <translation>δεν στάλθηκε ακόμη</translation>
    </message>
</context>
<context>
    <name>TicketList</name>
    <message>
        <source>Search tickets, messages, machines…</source>
        <translation>Αναζήτηση αιτημάτων, μηνυμάτων, μηχανημάτων…</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Αναζήτηση παντού</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Φίλτρο</translation>
    </message>
    <message>
        <source>Folders and pages</source>
        <translation>Φάκελοι και σελίδες</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Εμφάνιση όλων</translation>
    </message>
    <message>
        <source>{done} of {total} tickets</source>
        <translation>{done} από {total} αιτήματα</translation>
    </message>
    <message>
        <source>{done} tickets so far</source>
        <translation>έως τώρα {done} αιτήματα</translation>
    </message>
    <message>
        <source>Getting your tickets</source>
        <translation>Λήψη των αιτημάτων σας</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Τίποτα εδώ</translation>
    </message>
    <message>
        <source>No ticket fits the filter.</source>
        <translation>Κανένα αίτημα δεν ταιριάζει στο φίλτρο.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Δεν βρέθηκε τίποτα</translation>
    </message>
    <message>
        <source>Try fewer or other words; numbers, machines and file names are searched too.</source>
        <translation>Δοκιμάστε λιγότερες ή άλλες λέξεις· η αναζήτηση καλύπτει και αριθμούς, μηχανήματα και ονόματα αρχείων.</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Καθαρισμός αναζήτησης</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>Τίποτα δεν σας περιμένει</translation>
    </message>
    <message>
        <source>Answers and questions of the helpdesk appear here.</source>
        <translation>Εδώ εμφανίζονται απαντήσεις και ερωτήσεις της υποστήριξης.</translation>
    </message>
    <message>
        <source>No open tickets</source>
        <translation>Κανένα ανοιχτό αίτημα</translation>
    </message>
    <message>
        <source>When something does not work, open a ticket; it also goes offline.</source>
        <translation>Όταν κάτι δεν λειτουργεί, ανοίξτε ένα αίτημα· γίνεται και χωρίς δίκτυο.</translation>
    </message>
    <message>
        <source>No closed tickets yet</source>
        <translation>Κανένα κλειστό αίτημα ακόμη</translation>
    </message>
    <message>
        <source>They are kept here with all their answers.</source>
        <translation>Φυλάσσονται εδώ με όλες τις απαντήσεις τους.</translation>
    </message>
    <message>
        <source>No tickets yet</source>
        <translation>Κανένα αίτημα ακόμη</translation>
    </message>
    <message>
        <source>No tickets in your company</source>
        <translation>Κανένα αίτημα στην εταιρεία σας</translation>
    </message>
    <message>
        <source>Tickets of your colleagues appear here.</source>
        <translation>Εδώ εμφανίζονται τα αιτήματα των συναδέλφων σας.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Νέο αίτημα</translation>
    </message>
    <message>
        <source>One machine</source>
        <translation>Ένα μηχάνημα</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Μη αναγνωσμένο</translation>
    </message>
    <message>
        <source>Show all instead of: {filter}</source>
        <translation>Εμφάνιση όλων αντί για: {filter}</translation>
    </message>
    <message>
        <source>Unread only</source>
        <translation>Μόνο μη αναγνωσμένα</translation>
    </message>
    <message>
        <source>Request type</source>
        <translation>Είδος αιτήματος</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Μηχάνημα</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Κατηγορία</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Όλα</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Ταξινόμηση</translation>
    </message>
    <message>
        <source>{order}, the other way round</source>
        <translation>{order}, αντίστροφα</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>Ταξινόμηση: {order}</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>Αντίστροφα</translation>
    </message>
</context>
<context>
    <name>TicketListModel</name>
    <message>
        <source>This ticket can&apos;t be read right now</source>
        <translation>Το αίτημα δεν διαβάζεται αυτή τη στιγμή</translation>
    </message>
</context>
<context>
    <name>TicketListView</name>
    <message>
        <source>Tickets</source>
        <translation>Αιτήματα</translation>
    </message>
</context>
<context>
    <name>TicketMenu</name>
    <message>
        <source>Reopen…</source>
        <translation>Επανάνοιγμα…</translation>
    </message>
    <message>
        <source>New ticket about this…</source>
        <translation>Νέο αίτημα για αυτό…</translation>
    </message>
    <message>
        <source>Edit details</source>
        <translation>Επεξεργασία στοιχείων</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Τι συνέβη</translation>
    </message>
    <message>
        <source>Save all files…</source>
        <translation>Αποθήκευση όλων των αρχείων…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Εκτύπωση…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Αποθήκευση ως PDF…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Αντιγραφή συνδέσμου</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>Αντιγραφή αριθμού</translation>
    </message>
</context>
<context>
    <name>TicketRow</name>
    <message>
        <source>Unread</source>
        <translation>Μη αναγνωσμένο</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Υποστήριξη</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Εσείς</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>δεν στάλθηκε ακόμη</translation>
    </message>
</context>
<context>
    <name>TicketRowDelegate</name>
    <message>
        <source>This ticket can&apos;t be read right now</source>
        <translation>Το αίτημα δεν διαβάζεται αυτή τη στιγμή</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Conversation</source>
        <translation>Συνομιλία</translation>
    </message>
    <message>
        <source>Opened on {time} as #{number}</source>
        <translation>Άνοιξε {time} ως #{number}</translation>
    </message>
    <message>
        <source>Written on {time}, not sent yet</source>
        <translation>Γράφτηκε {time}, δεν στάλθηκε ακόμη</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>now</source>
        <translation>τώρα</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>χθες</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>μόλις τώρα</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Sportello goes on in the tray and tells you what is new. Quit it from the icon&apos;s menu.</source>
        <translation>Το Sportello συνεχίζει στην περιοχή ειδοποιήσεων και σας ενημερώνει για τα νέα. Έξοδος από το μενού του εικονιδίου.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Νέο αίτημα</translation>
    </message>
    <message>
        <source>While you were away</source>
        <translation>Όσο λείπατε</translation>
    </message>
    <message>
        <source>Open Sportello</source>
        <translation>Άνοιγμα του Sportello</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Συγχρονισμός τώρα</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Έξοδος</translation>
    </message>
    <message>
        <source>Notices paused until {time}: resume</source>
        <translation>Ειδοποιήσεις σε παύση έως {time}: συνέχιση</translation>
    </message>
    <message>
        <source>Pause notices</source>
        <translation>Παύση ειδοποιήσεων</translation>
    </message>
    <message>
        <source>For an hour</source>
        <translation>Για μία ώρα</translation>
    </message>
    <message>
        <source>Until tomorrow morning</source>
        <translation>Έως αύριο το πρωί</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n μη αναγνωσμένο</numerusform>
            <numerusform>%n μη αναγνωσμένα</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n σας χρειάζεται</numerusform>
            <numerusform>%n σας χρειάζονται</numerusform>
        </translation>
    </message>
    <message>
        <source>offline</source>
        <translation>εκτός σύνδεσης</translation>
    </message>
</context>
<context>
    <name>UnsentQuestion</name>
    <message>
        <source>Show the outbox</source>
        <translation>Στα Εξερχόμενα</translation>
    </message>
    <message>
        <source>Wait until it is sent</source>
        <translation>Αναμονή αποστολής</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Διατήρηση</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Παραμονή</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Δεν στάλθηκε ακόμη</translation>
    </message>
    <message>
        <source>Sign out with unsent work?</source>
        <translation>Αποσύνδεση με εργασία που δεν στάλθηκε;</translation>
    </message>
    <message>
        <source>Remove this account from this computer?</source>
        <translation>Αφαίρεση αυτού του λογαριασμού από τον υπολογιστή;</translation>
    </message>
    <message>
        <source>This is not sent yet. It stays on this computer, encrypted, and goes on when you sign in again as {login}.</source>
        <translation>Αυτά δεν έχουν σταλεί ακόμη. Μένουν σε αυτόν τον υπολογιστή, κρυπτογραφημένα, και συνεχίζουν όταν συνδεθείτε ξανά ως {login}.</translation>
    </message>
    <message>
        <source>Everything of {login} at {helpdesk} is removed from this computer: tickets, files, drafts and the key to them. What the helpdesk has stays there.</source>
        <translation>Από αυτόν τον υπολογιστή αφαιρούνται όλα του {login} ({helpdesk}): αιτήματα, αρχεία, πρόχειρα και το κλειδί τους. Ό,τι έχει η υποστήριξη μένει εκεί.</translation>
    </message>
    <message>
        <source>What was never sent can&apos;t be listed right now; it would be lost.</source>
        <translation>Όσα δεν στάλθηκαν ποτέ δεν μπορούν να φανούν τώρα· θα χαθούν.</translation>
    </message>
    <message>
        <source>This was never sent and would be lost for good:</source>
        <translation>Αυτά δεν στάλθηκαν ποτέ και θα χαθούν οριστικά:</translation>
    </message>
    <message>
        <source>Throw away whatever was not sent</source>
        <translation>Απόρριψη όσων δεν στάλθηκαν</translation>
    </message>
    <message>
        <source>Sign out, keep it here</source>
        <translation>Αποσύνδεση και διατήρηση εδώ</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Αφαίρεση</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>You and the helpdesk changed the same details</source>
        <translation>Εσείς και η υποστήριξη αλλάξατε τα ίδια στοιχεία</translation>
    </message>
    <message>
        <source>Close it over a message you have not seen?</source>
        <translation>Κλείσιμο παρά το μήνυμα που δεν έχετε δει;</translation>
    </message>
    <message>
        <source>The ticket was closed meanwhile</source>
        <translation>Το αίτημα έκλεισε στο μεταξύ</translation>
    </message>
    <message>
        <source>The ticket goes on in another one</source>
        <translation>Το αίτημα συνεχίζεται σε άλλο</translation>
    </message>
    <message>
        <source>The helpdesk no longer has this ticket</source>
        <translation>Η υποστήριξη δεν έχει πια αυτό το αίτημα</translation>
    </message>
    <message>
        <source>The ticket changed meanwhile</source>
        <translation>Το αίτημα άλλαξε στο μεταξύ</translation>
    </message>
    <message>
        <source>It was not sent yet. You decide how it goes on.</source>
        <translation>Δεν έχει σταλεί ακόμη. Εσείς αποφασίζετε πώς θα συνεχίσει.</translation>
    </message>
    <message>
        <source>Nothing you wrote is lost: it is kept on this computer. You decide how it goes on.</source>
        <translation>Τίποτα απ’ όσα γράψατε δεν χάθηκε: φυλάσσονται σε αυτόν τον υπολογιστή. Εσείς αποφασίζετε πώς θα συνεχίσει.</translation>
    </message>
    <message>
        <source>Close it all the same</source>
        <translation>Κλείσιμο παρ’ όλα αυτά</translation>
    </message>
    <message>
        <source>You have read what the helpdesk wrote.</source>
        <translation>Έχετε διαβάσει όσα έγραψε η υποστήριξη.</translation>
    </message>
    <message>
        <source>Close ticket</source>
        <translation>Κλείσιμο αιτήματος</translation>
    </message>
    <message>
        <source>Send mine anyway</source>
        <translation>Αποστολή της δικής μου εκδοχής</translation>
    </message>
    <message>
        <source>It replaces what the helpdesk has now; everything else of theirs stays.</source>
        <translation>Αντικαθιστά ό,τι έχει τώρα η υποστήριξη· όλα τα άλλα μένουν όπως είναι εκεί.</translation>
    </message>
    <message>
        <source>Send mine</source>
        <translation>Αποστολή της δικής μου</translation>
    </message>
    <message>
        <source>Your last word goes back to where you write.</source>
        <translation>Το τελευταίο σας μήνυμα επιστρέφει εκεί όπου γράφετε.</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>Να μείνει ανοιχτό</translation>
    </message>
    <message>
        <source>Nothing is sent.</source>
        <translation>Δεν στέλνεται τίποτα.</translation>
    </message>
    <message>
        <source>Leave open</source>
        <translation>Να μείνει ανοιχτό</translation>
    </message>
    <message>
        <source>Keep the helpdesk&apos;s</source>
        <translation>Διατήρηση της εκδοχής της υποστήριξης</translation>
    </message>
    <message>
        <source>Yours goes back to where you write, as text.</source>
        <translation>Η δική σας επιστρέφει, ως κείμενο, εκεί όπου γράφετε.</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>Διατήρηση της δικής τους</translation>
    </message>
    <message>
        <source>Reopen the ticket and send it</source>
        <translation>Επανάνοιγμα του αιτήματος και αποστολή</translation>
    </message>
    <message>
        <source>The helpdesk sees the ticket as open again, with what you wrote.</source>
        <translation>Η υποστήριξη βλέπει το αίτημα πάλι ανοιχτό, με ό,τι γράψατε.</translation>
    </message>
    <message>
        <source>Reopen and send</source>
        <translation>Επανάνοιγμα και αποστολή</translation>
    </message>
    <message>
        <source>Continue in {ticket}</source>
        <translation>Συνέχεια στο {ticket}</translation>
    </message>
    <message>
        <source>Continue in the other ticket</source>
        <translation>Συνέχεια στο άλλο αίτημα</translation>
    </message>
    <message>
        <source>What you wrote is sent there, with everything that waits behind it.</source>
        <translation>Ό,τι γράψατε στέλνεται εκεί, μαζί με όσα περιμένουν μετά από αυτό.</translation>
    </message>
    <message>
        <source>Send it there</source>
        <translation>Αποστολή εκεί</translation>
    </message>
    <message>
        <source>Open a new ticket with this</source>
        <translation>Νέο αίτημα με αυτό</translation>
    </message>
    <message>
        <source>What is known is filled in, your text and files too. You look at it before it goes.</source>
        <translation>Ό,τι είναι γνωστό συμπληρώνεται, μαζί με το κείμενο και τα αρχεία σας. Το βλέπετε πριν σταλεί.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Νέο αίτημα</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Ανάκληση</translation>
    </message>
    <message>
        <source>Text and files go back to where you write.</source>
        <translation>Κείμενο και αρχεία επιστρέφουν εκεί όπου γράφετε.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Ανάκληση</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>Απόρριψη</translation>
    </message>
    <message>
        <source>It is not sent, and not kept. You are asked once more.</source>
        <translation>Δεν στέλνεται ούτε φυλάσσεται. Θα σας ζητηθεί επιβεβαίωση.</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Απόρριψη…</translation>
    </message>
</context>
<context>
    <name>WhileAwayBanner</name>
    <message>
        <source>While you were away: {news}</source>
        <translation>Όσο λείπατε: {news}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Εμφάνιση</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Απόκρυψη</translation>
    </message>
</context>
<context>
    <name>WhileAwayPage</name>
    <message>
        <source>While you were away</source>
        <translation>Όσο λείπατε</translation>
    </message>
    <message>
        <source>Since {time}</source>
        <translation>Από {time}</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>Εμφάνιση παλαιότερων</translation>
    </message>
    <message>
        <source>More happened than can be told here; the lists have everything.</source>
        <translation>Συνέβησαν περισσότερα απ’ όσα χωρούν εδώ· οι λίστες τα έχουν όλα.</translation>
    </message>
    <message>
        <source>Announcements</source>
        <translation>Ανακοινώσεις</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Τίποτα νέο</translation>
    </message>
    <message>
        <source>Nothing happened since {time}.</source>
        <translation>Δεν συνέβη τίποτα από {time}.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Νέο αίτημα</translation>
    </message>
    <message>
        <source>In your other accounts</source>
        <translation>Στους άλλους λογαριασμούς σας</translation>
    </message>
    <message>
        <source>The helpdesk</source>
        <translation>Η υποστήριξη</translation>
    </message>
    <message>
        <source>{who}: {text}</source>
        <translation>{who}: {text}</translation>
    </message>
    <message>
        <source>It is now: {status}</source>
        <translation>Νέα κατάσταση: {status}</translation>
    </message>
    <message>
        <source>The helpdesk has it.</source>
        <translation>Η υποστήριξη το έλαβε.</translation>
    </message>
    <message>
        <source>Something needs you.</source>
        <translation>Κάτι σας χρειάζεται.</translation>
    </message>
    <message>
        <source>It was not sent yet.</source>
        <translation>Δεν έχει σταλεί ακόμη.</translation>
    </message>
    <message>
        <source>Needs you · {what}: {reason}</source>
        <translation>Σας χρειάζεται · {what}: {reason}</translation>
    </message>
</context>
<context>
    <name>WorkStrip</name>
    <message>
        <source>Stop</source>
        <translation>Διακοπή</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Απόκρυψη</translation>
    </message>
</context>
<context>
    <name>WorkbenchKeys</name>
    <message>
        <source>New ticket</source>
        <translation>Νέο αίτημα</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Απάντηση</translation>
    </message>
    <message>
        <source>Go to {place}</source>
        <translation>Μετάβαση: {place}</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Αναζήτηση</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Συγχρονισμός τώρα</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Προτιμήσεις</translation>
    </message>
    <message>
        <source>Account, sign out</source>
        <translation>Λογαριασμός, αποσύνδεση</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Μηχανήματα</translation>
    </message>
    <message>
        <source>Announcements</source>
        <translation>Ανακοινώσεις</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Υπηρεσίες</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Εξερχόμενα</translation>
    </message>
</context>
</TS>
